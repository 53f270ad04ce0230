/** What a database has been asked for: rows read and written, as D1 bills them. */
export interface Rows {
  read: number;
  written: number;
}

/** A database like the given one that counts what its statements cost. What D1 gives without its costs is asked for with them. */
export function countedDatabase(real: D1Database): { database: D1Database; rows: Rows } {
  const rows: Rows = { read: 0, written: 0 };
  const originals = new WeakMap<object, D1PreparedStatement>();
  const counted = <R extends D1Result>(result: R): R => {
    rows.read += result.meta.rows_read;
    rows.written += result.meta.rows_written;
    return result;
  };
  const original = (one: D1PreparedStatement): D1PreparedStatement => originals.get(one) ?? one;
  const statement = (of: D1PreparedStatement): D1PreparedStatement => {
    const wrapped = new Proxy(of, {
      get: (on, name) => {
        if (name === "bind") return (...values: unknown[]) => statement(on.bind(...values));
        if (name === "all") return async () => counted(await on.all());
        if (name === "run") return async () => counted(await on.run());
        if (name === "raw") return async () => counted(await on.all()).results.map(Object.values);
        throw new Error(`${String(name)} of a statement is not counted`);
      },
    });
    originals.set(wrapped, of);
    return wrapped;
  };
  const database = new Proxy(real, {
    get: (on, name) => {
      if (name === "prepare") return (query: string) => statement(on.prepare(query));
      if (name === "batch")
        return async (all: D1PreparedStatement[]) => (await on.batch(all.map(original))).map(counted);
      throw new Error(`${String(name)} of a database is not counted`);
    },
  });
  return { database, rows };
}
