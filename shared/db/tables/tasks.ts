import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Archived } from "../../domain/archived.ts";
import type { AwaitedService, Cancel } from "../../domain/task.ts";
import { taskStatuses } from "../../domain/task-status.ts";

export const tasks = sqliteTable(
  "tasks",
  {
    id: text().primaryKey(),
    kind: text().notNull(),
    project: text().notNull(),
    signalId: text("signal_id").notNull(),
    conversation: text().notNull(),
    requestedBy: text("requested_by").notNull(),
    title: text(),
    status: text({ enum: taskStatuses }).notNull(),
    waitingFor: text("waiting_for"),
    /** The service that keeps it from going on; null: none does. */
    awaits: text({ mode: "json" }).$type<AwaitedService>(),
    result: text({ mode: "json" }).$type<{ url: string }>(),
    failure: text({ mode: "json" }).$type<{ code: string; message: string }>(),
    /** Who wants it to end and why; its workflow sees to it at its next look. */
    cancel: text({ mode: "json" }).$type<Cancel>(),
    /** Where its records have moved; null: they are here. */
    archived: text({ mode: "json" }).$type<Archived>(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [
    index("tasks_signal").on(t.signalId),
    index("tasks_conversation").on(t.conversation, t.createdAt),
    index("tasks_newest").on(t.createdAt, t.id),
    index("tasks_status").on(t.status, t.createdAt, t.id),
    index("tasks_project").on(t.project, t.createdAt, t.id),
    index("tasks_kind").on(t.kind, t.createdAt, t.id),
    index("tasks_awaiting")
      .on(t.createdAt)
      .where(sql`awaits IS NOT NULL`),
    index("tasks_moved").on(t.status, t.updatedAt),
    index("tasks_closed")
      .on(t.updatedAt)
      .where(sql`coalesce(archived, status) IN ('done', 'rejected', 'failed', 'cancelled')`),
  ],
);
