import { type Column, getTableColumns } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { z } from "zod";
import { archivedTables, type TaskRecords } from "../../db/task-records.ts";
import { SignalboxError } from "../../platform/errors.ts";

const head = z.object({ form: z.literal(1), taskId: z.string() });
const line = z.object({ table: z.string(), row: z.record(z.string(), z.unknown()) });

/** A task's records as JSON lines: whose they are, and then each row with the table that it is of. The same records are the same lines. */
export function linesOf(taskId: string, records: TaskRecords): string {
  const rows = Object.entries(records).flatMap(([table, some]) => some.map((row) => ({ table, row })));
  return [{ form: 1, taskId }, ...rows].map((one) => `${JSON.stringify(one)}\n`).join("");
}

/**
 * Reads what `linesOf` has written; a column that a table has got since has its default.
 * @throws SignalboxError `not_found` naming what is of another form.
 */
export function readLines(taskId: string, text: string): TaskRecords {
  const [first = "", ...others] = text.split("\n").filter((one) => one !== "");
  const whose = head.safeParse(JSON.parse(first));
  if (!whose.success || whose.data.taskId !== taskId) throw unreadable(taskId, "its first line is not");
  const rows = Map.groupBy(
    others.map((one) => line.parse(JSON.parse(one))),
    ({ table }) => table,
  );
  const of = <T extends SQLiteTable>(name: keyof TaskRecords, table: T): T["$inferSelect"][] =>
    (rows.get(name) ?? []).map(({ row }) => {
      const whole = withDefaults(table, row);
      if (!isRowOf(table, whole)) throw unreadable(taskId, `a row of ${name} is not`);
      return whole;
    });
  const { ledger, actions, approvals, effects, llmCalls, signals } = archivedTables;
  return {
    ledger: of("ledger", ledger),
    actions: of("actions", actions),
    approvals: of("approvals", approvals),
    effects: of("effects", effects),
    llmCalls: of("llmCalls", llmCalls),
    signals: of("signals", signals),
  };
}

function unreadable(taskId: string, what: string): SignalboxError {
  return new SignalboxError(
    "not_found",
    `the archive of ${taskId} can't be read: ${what} of the form that it was`,
  );
}

function withDefaults(table: SQLiteTable, row: Record<string, unknown>): Record<string, unknown> {
  const columns = Object.entries(getTableColumns(table));
  return Object.fromEntries(columns.map(([name, column]) => [name, row[name] ?? column.default ?? null]));
}

/** Whether something has the columns of a table's row. What is in JSON is as it was written: the digest says so. */
function isRowOf<T extends SQLiteTable>(table: T, value: object): value is T["$inferSelect"] {
  const members = new Map<string, unknown>(Object.entries(value));
  return Object.entries(getTableColumns(table)).every(([name, column]) => fits(column, members.get(name)));
}

function fits(column: Column, value: unknown): boolean {
  if (value === null || value === undefined) return !column.notNull;
  if (column.dataType === "json") return true;
  return typeof value === column.dataType;
}
