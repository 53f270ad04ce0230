import { getTableColumns, is, SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Database } from "./database.ts";

/** A row's values by column, some of them as expressions. */
export type RowOf<T extends SQLiteTable> = {
  [K in keyof T["$inferInsert"]]: T["$inferInsert"][K] | SQL;
};

/** Inserts a row where a condition holds in the database at that moment. Columns go by their names. */
export function insertWhere<T extends SQLiteTable>(db: Database, table: T, row: RowOf<T>, guard: SQL) {
  return insertFrom(db, table, row, sql`WHERE ${guard}`);
}

/** Inserts a row for each that a source has: `from` is what stands behind SELECT's list. */
export function insertFrom<T extends SQLiteTable>(db: Database, table: T, row: RowOf<T>, from: SQL) {
  return db.insert(table).select(sql`SELECT ${valuesOf(table, row)} ${from}`);
}

/** A row's values in the order of the table's columns. */
function valuesOf<T extends SQLiteTable>(table: T, row: RowOf<T>): SQL {
  const given: Readonly<Record<string, unknown>> = row;
  const values = Object.entries(getTableColumns(table)).map(([name, column]) => {
    const value = given[name] ?? column.default ?? null;
    if (value === null) return sql`NULL`;
    return is(value, SQL) ? value : sql`${sql.param(value, column)}`;
  });
  return sql.join(values, sql`, `);
}
