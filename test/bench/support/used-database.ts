/** What a database was used for, as D1 counts and bills it. */
export interface Used {
  roundTrips: number;
  rowsRead: number;
  rowsWritten: number;
  /** What went to it and what came back, in characters. */
  sent: number;
  received: number;
}

/**
 * A database that counts what it is used for. Rows come by name in it, so it is for statements that have no two columns
 * of one name.
 */
export function usedDatabase(real: D1Database): { database: D1Database; used: Used } {
  const used: Used = { roundTrips: 0, rowsRead: 0, rowsWritten: 0, sent: 0, received: 0 };
  const originals = new WeakMap<object, { statement: D1PreparedStatement; size: number }>();
  const count = (results: readonly D1Result[], sizes: readonly number[]): void => {
    used.roundTrips += 1;
    for (const { meta, results: rows } of results) {
      used.rowsRead += meta.rows_read;
      used.rowsWritten += meta.rows_written;
      used.received += JSON.stringify(rows).length;
    }
    for (const size of sizes) used.sent += size;
  };
  const wrap = (statement: D1PreparedStatement, size: number): D1PreparedStatement => {
    const all = async () => {
      const result = await statement.all();
      count([result], [size]);
      return result;
    };
    const wrapped = new Proxy(statement, {
      get: (on, name) => {
        if (name === "bind") return (...values: unknown[]) => wrap(on.bind(...values), size + sizeOf(values));
        if (name === "all" || name === "run") return all;
        if (name === "raw") return async () => (await all()).results.map((row) => Object.values(row));
        throw new Error(`${String(name)} of a statement is not counted`);
      },
    });
    originals.set(wrapped, { statement, size });
    return wrapped;
  };
  const database = new Proxy(real, {
    get: (on, name) => {
      if (name === "prepare") return (query: string) => wrap(on.prepare(query), query.length);
      if (name === "batch")
        return async (all: D1PreparedStatement[]) => {
          const known = all.map((one) => originals.get(one) ?? { statement: one, size: 0 });
          const results = await on.batch(known.map(({ statement }) => statement));
          count(
            results,
            known.map(({ size }) => size),
          );
          return results;
        };
      throw new Error(`${String(name)} of a database is not counted`);
    },
  });
  return { database, used };
}

function sizeOf(values: readonly unknown[]): number {
  return values.reduce<number>((sum, value) => sum + String(value).length, 0);
}
