import { type SQL, sql } from "drizzle-orm";

/** D1 takes values of 2 MB; each statement gets its rows as one JSON value well below that. */
const longestJson = 500_000;

/** A column of the rows that a statement is given as JSON. */
export const column = (name: string): SQL => sql`one.value ->> ${sql.raw(`'${name}'`)}`;

/** The same as JSON, for a column that keeps JSON. */
export const jsonColumn = (name: string): SQL => sql`one.value -> ${sql.raw(`'${name}'`)}`;

/** The rows of a JSON array, to be selected from. */
export const each = (json: string): SQL => sql`FROM json_each(${json}) AS one`;

/** Rows as JSON arrays of a size that D1 takes. */
export function chunks(rows: readonly object[]): string[] {
  const all: string[] = [];
  let some: string[] = [];
  let length = 0;
  for (const row of rows) {
    const json = jsonOf(row);
    if (some.length > 0 && length + json.length > longestJson) {
      all.push(`[${some.join(",")}]`);
      some = [];
      length = 0;
    }
    some.push(json);
    length += json.length;
  }
  return some.length === 0 ? all : [...all, `[${some.join(",")}]`];
}

/** What SQLite's text can't hold is always written as an escape, which most rows have none of. */
function jsonOf(row: object): string {
  const json = JSON.stringify(row);
  return json.includes("\\u") ? JSON.stringify(row, wellFormed) : json;
}

/** SQLite's text ends at a zero, and has no halves of characters. */
function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === "string" ? value.toWellFormed().replaceAll("\0", "") : value;
}
