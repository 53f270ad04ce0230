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

/** D1 takes so many terms in a compound SELECT. */
const mostRows = 5;

/** Inserts rows, each where its condition holds at that moment; those that are there are left. */
export function insertRows<T extends SQLiteTable>(
  db: Database,
  table: T,
  rows: readonly { row: RowOf<T>; guard: SQL | undefined }[],
) {
  const groups = Array.from({ length: Math.ceil(rows.length / mostRows) }, (_, n) =>
    rows.slice(n * mostRows, (n + 1) * mostRows),
  );
  return groups.map((group) => {
    const selects = group.map(
      ({ row, guard }) => sql`SELECT ${valuesOf(table, row)} WHERE ${guard ?? sql`true`}`,
    );
    return db
      .insert(table)
      .select(sql`${sql.join(selects, sql` UNION ALL `)}`)
      .onConflictDoNothing();
  });
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
