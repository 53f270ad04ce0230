import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { provenances } from "../../domain/provenance.ts";
import { signalStatuses } from "../../domain/signal.ts";

export const signals = sqliteTable(
  "signals",
  {
    id: text().primaryKey(),
    kind: text().notNull(),
    provenance: text({ enum: provenances }).notNull(),
    status: text({ enum: signalStatuses }).notNull(),
    reason: text(),
    /** The queue that rules send it to; null: the first of each job that takes it. */
    queue: text(),
    /** As it came; the jobs that take its kind know its form. */
    body: text({ mode: "json" }).$type<object>().notNull(),
    receivedAt: integer("received_at").notNull(),
    enqueuedAt: integer("enqueued_at"),
  },
  (t) => [
    index("signals_outbox").on(t.status, t.receivedAt),
    index("signals_newest").on(t.receivedAt, t.id),
    index("signals_kind").on(t.kind, t.receivedAt, t.id),
    index("signals_dropped")
      .on(t.kind, t.receivedAt, t.id)
      .where(sql`status = 'dropped'`),
  ],
);

/** What each job that was offered a signal said to it. */
export const signalAnswers = sqliteTable(
  "signal_answers",
  {
    signalId: text("signal_id").notNull(),
    job: text().notNull(),
    answer: text({ enum: ["took", "declined"] }).notNull(),
    /** Why it declined. */
    reason: text(),
    /** The task that took it up, or that has dealt with the same. */
    taskId: text("task_id"),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.signalId, t.job] }), index("signal_answers_task").on(t.taskId, t.at)],
);
