import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { provenances } from "../../domain/provenance.ts";
import type { SourceState } from "../../domain/watch/source-state.ts";
import { categories, importances, type WatchFact, watchSignalStates } from "../../domain/watch/thought.ts";
import {
  type WatchItem,
  type WatchSource,
  watchSignalTypes,
  watchSources,
} from "../../domain/watch/watch-signal.ts";

/** The watched projects, each with its clock. A cycle without changes touches this row and nothing else. */
export const watches = sqliteTable(
  "watches",
  {
    project: text().primaryKey(),
    /** When its next cycle is due. */
    dueAt: integer("due_at").notNull(),
    /** Names the cycle that is looking for changes, until when it may; another begins only after it. */
    lease: text(),
    leaseUntil: integer("lease_until"),
    /** The cycle that is thinking about changes; the next begins when its task has ended. */
    taskId: text("task_id"),
    sources: text({ mode: "json" })
      .$type<Partial<Record<WatchSource, SourceState>>>()
      .notNull()
      .default(sql`'{}'`),
    /** Cycles so far, and those that found nothing. */
    cycles: integer().notNull().default(0),
    idle: integer().notNull().default(0),
    cycleAt: integer("cycle_at"),
    changeAt: integer("change_at"),
    /** The day, in the project's time zone, whose housekeeping is done: 2026-11-21. */
    keptOn: text("kept_on"),
    /** There is something to think about and no money for it: nothing but the heartbeat goes on. */
    heartbeat: integer({ mode: "boolean" }).notNull().default(false),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [index("watches_due").on(t.dueAt)],
);

/** What has happened in watched projects: the feed. Each has a row in `signals` too, which holds its words. */
export const watchSignals = sqliteTable(
  "watch_signals",
  {
    id: text().primaryKey(),
    project: text().notNull(),
    source: text({ enum: watchSources }).notNull(),
    type: text({ enum: watchSignalTypes }).notNull(),
    item: text().notNull(),
    title: text().notNull(),
    author: text().notNull(),
    url: text(),
    provenance: text({ enum: provenances }).notNull(),
    at: integer().notNull(),
    receivedAt: integer("received_at").notNull(),
    state: text({ enum: watchSignalStates }).notNull().default("new"),
    /** The cycle that thinks about it, or has done so. */
    taskId: text("task_id"),
    /** Cycles that took it and failed. */
    tries: integer().notNull().default(0),
    /** Why nothing was made of it. */
    reason: text(),
    facts: text({ mode: "json" }).$type<WatchFact[]>(),
    importance: text({ enum: importances }),
    category: text({ enum: categories }),
    why: text(),
    /** What looks like an attempt to instruct us, in words. */
    flag: text(),
    /** A person's word on what was thought of it. */
    review: text({ enum: ["right", "wrong"] }),
    reviewedBy: text("reviewed_by"),
    reviewedAt: integer("reviewed_at"),
    reviewNote: text("review_note"),
  },
  (t) => [
    index("watch_signals_state").on(t.project, t.state, t.at),
    index("watch_signals_newest").on(t.project, t.receivedAt, t.at, t.id),
    index("watch_signals_item").on(t.project, t.item, t.at),
    index("watch_signals_task").on(t.taskId),
  ],
);

/** The tickets of watched projects as they are now. */
export const watchItems = sqliteTable(
  "watch_items",
  {
    project: text().notNull(),
    source: text({ enum: watchSources }).notNull(),
    key: text().notNull(),
    item: text({ mode: "json" }).$type<WatchItem>().notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.project, t.source, t.key] })],
);

/** Cycles that had something to do. */
export const watchCycles = sqliteTable(
  "watch_cycles",
  {
    taskId: text("task_id").primaryKey(),
    project: text().notNull(),
    slot: text().notNull(),
    /** Whether it began with housekeeping to do. */
    housekeeping: integer({ mode: "boolean" }).notNull(),
    /** It looks back and does nothing: see onboarding. */
    rehearsal: integer({ mode: "boolean" }).notNull().default(false),
    signals: integer().notNull().default(0),
    steps: integer().notNull().default(0),
    outcome: text(),
    createdAt: integer("created_at").notNull(),
    endedAt: integer("ended_at"),
  },
  (t) => [index("watch_cycles_newest").on(t.project, t.createdAt, t.taskId)],
);

/** What a cycle has wanted to do, whatever became of it: done, held, asked about, or only noted. */
export const watchProposals = sqliteTable(
  "watch_proposals",
  {
    /** The cycle's task and a key: the same when the step runs again. */
    id: text().primaryKey(),
    project: text().notNull(),
    taskId: text("task_id").notNull(),
    kind: text().notNull(),
    payload: text({ mode: "json" }).$type<Record<string, unknown>>().notNull(),
    /** In one line. */
    title: text().notNull(),
    why: text().notNull(),
    sources: text({ mode: "json" }).$type<string[]>().notNull(),
    /** What it is about: signals of this item may take its reason away. */
    item: text(),
    /** noted: the level allows no more than saying so. */
    state: text({ enum: ["noted", "proposed", "withdrawn", "refused"] }).notNull(),
    /** The task that carries it out; null where there is none. */
    errandTaskId: text("errand_task_id"),
    /** Why it was withdrawn or refused. */
    reason: text(),
    at: integer().notNull(),
  },
  (t) => [
    index("watch_proposals_newest").on(t.project, t.at, t.id),
    index("watch_proposals_item").on(t.project, t.item, t.state),
    index("watch_proposals_task").on(t.taskId),
  ],
);

export type WatchRow = typeof watches.$inferSelect;
export type WatchSignalRow = typeof watchSignals.$inferSelect;
export type WatchProposalRow = typeof watchProposals.$inferSelect;
