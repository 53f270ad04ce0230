import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { approvalStatuses } from "../domain/approval.ts";
import { effectStates } from "../domain/effect.ts";
import type { LedgerType } from "../domain/ledger.ts";
import { provenances } from "../domain/provenance.ts";
import { signalKinds, signalStatuses, type SlackMessage } from "../domain/signal.ts";
import { taskStatuses } from "../domain/task.ts";
import type { Verdict } from "../domain/verdict.ts";

/** All times are epoch milliseconds, all money is micro-dollars. */
export const signals = sqliteTable(
  "signals",
  {
    id: text().primaryKey(),
    kind: text({ enum: signalKinds }).notNull(),
    provenance: text({ enum: provenances }).notNull(),
    status: text({ enum: signalStatuses }).notNull(),
    reason: text(),
    taskId: text("task_id"),
    message: text({ mode: "json" }).$type<SlackMessage>().notNull(),
    receivedAt: integer("received_at").notNull(),
    enqueuedAt: integer("enqueued_at"),
  },
  (t) => [
    index("signals_outbox").on(t.status, t.receivedAt),
    index("signals_task").on(t.taskId, t.receivedAt),
  ],
);

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
    result: text({ mode: "json" }).$type<{ url: string }>(),
    failure: text({ mode: "json" }).$type<{ code: string; message: string }>(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [
    uniqueIndex("tasks_signal").on(t.signalId),
    index("tasks_conversation").on(t.conversation, t.createdAt),
    index("tasks_newest").on(t.createdAt, t.id),
  ],
);

export const actions = sqliteTable(
  "actions",
  {
    id: text().primaryKey(),
    taskId: text("task_id").notNull(),
    kind: text().notNull(),
    target: text().notNull(),
    /** Canonical JSON: the exact bytes that the digest is of. */
    payload: text().notNull(),
    digest: text().notNull(),
    provenance: text({ enum: provenances }).notNull(),
    risk: text({ enum: ["low", "medium", "high"] }).notNull(),
    revision: integer().notNull(),
    supersededBy: text("superseded_by"),
    verdict: text({ mode: "json" }).$type<Verdict>().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [index("actions_task").on(t.taskId, t.createdAt), index("actions_target").on(t.kind, t.target)],
);

export const approvals = sqliteTable(
  "approvals",
  {
    id: text().primaryKey(),
    actionId: text("action_id").notNull(),
    taskId: text("task_id").notNull(),
    digest: text().notNull(),
    status: text({ enum: approvalStatuses }).notNull(),
    decidedBy: text("decided_by"),
    decidedAt: integer("decided_at"),
    channel: text({ enum: ["slack", "api"] }),
    reason: text(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [uniqueIndex("approvals_action").on(t.actionId), index("approvals_task").on(t.taskId, t.createdAt)],
);

export const effects = sqliteTable(
  "effects",
  {
    actionId: text("action_id").primaryKey(),
    taskId: text("task_id").notNull(),
    state: text({ enum: effectStates }).notNull(),
    attempts: integer().notNull(),
    sentAt: integer("sent_at"),
    error: text(),
    result: text({ mode: "json" }).$type<Record<string, string>>(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [index("effects_task").on(t.taskId)],
);

export const llmCalls = sqliteTable(
  "llm_calls",
  {
    id: text().primaryKey(),
    taskId: text("task_id").notNull(),
    purpose: text().notNull(),
    model: text().notNull(),
    provider: text({ enum: ["anthropic", "sandbox"] }).notNull(),
    inputTokens: integer("input_tokens").notNull(),
    cacheWriteTokens: integer("cache_write_tokens").notNull(),
    cachedTokens: integer("cached_tokens").notNull(),
    outputTokens: integer("output_tokens").notNull(),
    microUsd: integer("micro_usd").notNull(),
    latencyMs: integer("latency_ms").notNull(),
    stopReason: text("stop_reason").notNull(),
    at: integer().notNull(),
  },
  (t) => [index("llm_calls_task").on(t.taskId)],
);

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
  (t) => [uniqueIndex("ledger_id").on(t.id), index("ledger_task").on(t.taskId, t.seq)],
);

export const posts = sqliteTable(
  "posts",
  {
    slug: text().primaryKey(),
    actionId: text("action_id").notNull(),
    taskId: text("task_id").notNull(),
    title: text().notNull(),
    summary: text().notNull(),
    tags: text({ mode: "json" }).$type<string[]>().notNull(),
    /** R2 key of the markdown. */
    bodyKey: text("body_key").notNull(),
    words: integer().notNull(),
    author: text().notNull(),
    publishedAt: integer("published_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [index("posts_newest").on(t.publishedAt, t.slug)],
);

export const deadLetters = sqliteTable("dead_letters", {
  id: text().primaryKey(),
  queue: text().notNull(),
  body: text().notNull(),
  reason: text().notNull(),
  attempts: integer().notNull(),
  signalId: text("signal_id"),
  at: integer().notNull(),
});
