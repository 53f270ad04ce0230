import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { LedgerType } from "../../domain/ledger.ts";

/** Append-only. */
export const ledger = sqliteTable(
  "ledger",
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull(),
    at: integer().notNull(),
    taskId: text("task_id"),
    type: text().$type<LedgerType>().notNull(),
    summary: text().notNull(),
    data: text({ mode: "json" }).$type<Record<string, unknown>>().notNull(),
  },
  (t) => [
    uniqueIndex("ledger_id").on(t.id),
    index("ledger_task").on(t.taskId, t.seq),
    index("ledger_type").on(t.type, t.seq),
  ],
);
