import { count } from "./counts.ts";

/** What D1 bills of a result. */
function countRows(place: string, { meta }: Pick<D1Result, "meta">): void {
  count(`${place} d1 rows read`, meta.rows_read);
  count(`${place} d1 rows written`, meta.rows_written);
}

function countCall(place: string, call: "single" | "batch", statements: number): void {
  count(`${place} d1 ${call}`);
  count(`${place} d1 statements`, statements);
}

/** Statements in a batch must be D1's own. */
const originals = new WeakMap<D1PreparedStatement, D1PreparedStatement>();
const changes = /^\s*(insert|update|delete|replace)/i;

/** Only what makes a round trip counts: preparing and binding happen on our side. */
function countedStatement(real: D1PreparedStatement, query: string, place: string): D1PreparedStatement {
  const counted = async <R extends Pick<D1Result, "meta">>(ask: Promise<R>): Promise<R> => {
    countCall(place, "single", 1);
    const result = await ask;
    countRows(place, result);
    return result;
  };
  const raw = async (): Promise<unknown[][]> => {
    // Rows without names come without their price; what only reads is asked once more for it.
    if (changes.test(query)) return (await counted(real.all())).results.map(Object.values);
    await counted(real.all());
    return real.raw();
  };
  const wrapped = new Proxy(real, {
    get: (on, name) => {
      if (name === "bind")
        return (...values: unknown[]) => countedStatement(on.bind(...values), query, place);
      if (name === "all") return async () => counted(on.all());
      if (name === "run") return async () => counted(on.run());
      if (name === "raw") return raw;
      throw new Error(`${String(name)} of a statement is not counted`);
    },
  });
  originals.set(wrapped, real);
  return wrapped;
}

/** A database whose round trips, statements and rows count under a name. */
export function countedDatabase(real: D1Database, place: string): D1Database {
  return new Proxy(real, {
    get: (on, name) => {
      if (name === "prepare") return (query: string) => countedStatement(on.prepare(query), query, place);
      if (name !== "batch") throw new Error(`${String(name)} of a database is not counted`);
      return async (statements: D1PreparedStatement[]) => {
        countCall(place, "batch", statements.length);
        const results = await on.batch(statements.map((one) => originals.get(one) ?? one));
        for (const result of results) countRows(place, result);
        return results;
      };
    },
  });
}
