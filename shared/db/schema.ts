import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { approvalStatuses, channels } from "../domain/approval.ts";
import type { AutonomyLevel, Evidence } from "../domain/autonomy.ts";
import { effectStates } from "../domain/effect.ts";
import type { LedgerType } from "../domain/ledger.ts";
import { outcomes } from "../domain/outcome.ts";
import { provenances } from "../domain/provenance.ts";
import { signalStatuses } from "../domain/signal.ts";
import { type Cancel } from "../domain/task.ts";
import { taskStatuses } from "../domain/task-status.ts";
import type { EffectResult } from "../domain/sending.ts";
import type { ApprovalRule, Verdict } from "../domain/verdict.ts";
import { risks } from "../domain/boundary.ts";
import { deadLetterStates } from "../domain/dead-letter.ts";
import { depths, fixStates, type AssignmentOutcome, assignmentStates } from "../domain/fix.ts";
import { phases } from "../domain/phase.ts";
import { liveSettings } from "../domain/live-settings.ts";

/** All times are epoch milliseconds, all money is micro-dollars. */
export const signals = sqliteTable(
  "signals",
  {
    id: text().primaryKey(),
    kind: text().notNull(),
    provenance: text({ enum: provenances }).notNull(),
    status: text({ enum: signalStatuses }).notNull(),
    reason: text(),
    /** As it came; the jobs that take its kind know its form. */
    body: text({ mode: "json" }).$type<object>().notNull(),
    receivedAt: integer("received_at").notNull(),
    enqueuedAt: integer("enqueued_at"),
  },
  (t) => [
    index("signals_outbox").on(t.status, t.receivedAt),
    index("signals_newest").on(t.receivedAt, t.id),
    index("signals_kind").on(t.kind, t.receivedAt, t.id),
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
    /** Who wants it to end and why; its workflow sees to it at its next look. */
    cancel: text({ mode: "json" }).$type<Cancel>(),
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
    index("tasks_moved").on(t.status, t.updatedAt),
  ],
);

export const actions = sqliteTable(
  "actions",
  {
    id: text().primaryKey(),
    taskId: text("task_id").notNull(),
    project: text().notNull(),
    kind: text().notNull(),
    target: text().notNull(),
    /** Canonical JSON: the exact bytes that the digest is of. */
    payload: text().notNull(),
    digest: text().notNull(),
    provenance: text({ enum: provenances }).notNull(),
    risk: text({ enum: risks }).notNull(),
    revision: integer().notNull(),
    /** Ids of the signals that speak for it. */
    sources: text({ mode: "json" }).$type<string[]>().notNull(),
    /** After this moment it must not happen without being asked for again. */
    deadline: integer(),
    verdict: text({ mode: "json" }).$type<Verdict>().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [index("actions_task").on(t.taskId, t.createdAt), index("actions_target").on(t.kind, t.target)],
);

/** What waits, or waited, for a person's word or for its window to end. Changed only through `changeApproval`. */
export const approvals = sqliteTable(
  "approvals",
  {
    id: text().primaryKey(),
    actionId: text("action_id").notNull(),
    taskId: text("task_id").notNull(),
    project: text().notNull(),
    kind: text().notNull(),
    target: text().notNull(),
    risk: text({ enum: risks }).notNull(),
    /** The risk as a number, for sorting: 3 is high. */
    riskRank: integer("risk_rank").notNull(),
    digest: text().notNull(),
    status: text({ enum: approvalStatuses }).notNull(),
    rule: text({ mode: "json" }).$type<ApprovalRule>().notNull(),
    requestedBy: text("requested_by").notNull(),
    holdUntil: integer("hold_until"),
    deadline: integer(),
    remindAt: integer("remind_at"),
    expiresAt: integer("expires_at"),
    votes: text({ mode: "json" }).$type<string[]>().notNull(),
    decidedBy: text("decided_by"),
    decidedAt: integer("decided_at"),
    channel: text({ enum: channels }),
    reason: text(),
    /** Names the last change: who wrote it knows that it was theirs. */
    changeId: text("change_id").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("approvals_action").on(t.actionId),
    index("approvals_task").on(t.taskId, t.createdAt),
    index("approvals_change").on(t.changeId),
    index("approvals_waiting").on(t.status, t.riskRank, t.createdAt, t.id),
    uniqueIndex("approvals_one_pending")
      .on(t.project, t.kind, t.target)
      .where(sql`status = 'pending'`),
    index("approvals_hold")
      .on(t.holdUntil)
      .where(sql`status = 'pending'`),
    index("approvals_remind")
      .on(t.remindAt)
      .where(sql`status = 'pending'`),
    index("approvals_expire")
      .on(t.expiresAt)
      .where(sql`status = 'pending'`),
  ],
);

export const effects = sqliteTable(
  "effects",
  {
    actionId: text("action_id").primaryKey(),
    taskId: text("task_id").notNull(),
    state: text({ enum: effectStates }).notNull(),
    attempts: integer().notNull(),
    sentAt: integer("sent_at"),
    firstSentAt: integer("first_sent_at"),
    /** When a person was asked what became of it. */
    askedAt: integer("asked_at"),
    error: text(),
    /** It failed because what it was thought out for is there no more. */
    stale: integer({ mode: "boolean" }).notNull().default(false),
    result: text({ mode: "json" }).$type<EffectResult>(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [index("effects_task").on(t.taskId), index("effects_open").on(t.state, t.updatedAt)],
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
  (t) => [index("llm_calls_task").on(t.taskId), index("llm_calls_at").on(t.at)],
);

/** How actions ended: what autonomy is earned and lost by. One row an action. */
export const actionOutcomes = sqliteTable(
  "action_outcomes",
  {
    actionId: text("action_id").primaryKey(),
    taskId: text("task_id").notNull(),
    project: text().notNull(),
    kind: text().notNull(),
    target: text().notNull(),
    outcome: text({ enum: outcomes }).notNull(),
    /** True when a person looked at it before it happened. */
    reviewed: integer({ mode: "boolean" }).notNull(),
    by: text(),
    at: integer().notNull(),
  },
  (t) => [
    index("outcomes_target").on(t.project, t.kind, t.target, t.at),
    index("outcomes_kind").on(t.project, t.kind, t.at),
    index("outcomes_project").on(t.project, t.at),
  ],
);

/** Levels that differ from the rules' own: kind "*" is the project's, any other a cap for that kind. */
export const autonomyLevels = sqliteTable(
  "autonomy_levels",
  {
    project: text().notNull(),
    kind: text().notNull(),
    level: integer().$type<AutonomyLevel>().notNull(),
    since: integer().notNull(),
    by: text().notNull(),
    reason: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.project, t.kind] })],
);

/** Promotions proposed to the operators, with the evidence as it was. */
export const promotions = sqliteTable(
  "promotions",
  {
    id: text().primaryKey(),
    project: text().notNull(),
    kind: text().notNull(),
    fromLevel: integer("from_level").$type<AutonomyLevel>().notNull(),
    toLevel: integer("to_level").$type<AutonomyLevel>().notNull(),
    evidence: text({ mode: "json" }).$type<Evidence>().notNull(),
    status: text({ enum: ["pending", "ratified", "declined", "stale"] }).notNull(),
    decidedBy: text("decided_by"),
    decidedAt: integer("decided_at"),
    reason: text(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("promotions_one_pending")
      .on(t.project, t.kind)
      .where(sql`status = 'pending'`),
    index("promotions_newest").on(t.createdAt, t.id),
    index("promotions_decided").on(t.project, t.kind, t.status, t.decidedAt),
  ],
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
  (t) => [
    uniqueIndex("ledger_id").on(t.id),
    index("ledger_task").on(t.taskId, t.seq),
    index("ledger_type").on(t.type, t.seq),
  ],
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

/** What is being done, or was, about a bug: one row a task of the bug-fix job. */
export const fixes = sqliteTable(
  "fixes",
  {
    taskId: text("task_id").primaryKey(),
    /** What makes two reports the same bug: see `fingerprintsOf`. */
    fingerprint: text().notNull(),
    /** The same, by the place in the code; null when the report names none. */
    place: text(),
    state: text({ enum: fixStates }).notNull(),
    depth: text({ enum: depths }).notNull(),
    /** What was known of the report when it was taken; null for those before the column. Whose job it is knows its form. */
    intake: text({ mode: "json" }).$type<object>(),
    repository: text(),
    base: text(),
    baseCommit: text("base_commit"),
    branch: text(),
    /** The branch's head with the plan on it. */
    planCommit: text("plan_commit"),
    pullRequest: integer("pull_request"),
    url: text(),
    /** R2 key of the newest plan, with its discovery. */
    planKey: text("plan_key"),
    revision: integer().notNull().default(0),
    /** R2 key of the diff that is ready. */
    diffKey: text("diff_key"),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [
    uniqueIndex("fixes_one_open")
      .on(t.fingerprint)
      .where(sql`state = 'open'`),
    index("fixes_fingerprint").on(t.fingerprint, t.createdAt),
    index("fixes_place").on(t.place, t.createdAt),
    index("fixes_pull_request").on(t.repository, t.pullRequest),
  ],
);

/** Work that an executor does, or did. */
export const executorAssignments = sqliteTable(
  "executor_assignments",
  {
    id: text().primaryKey(),
    taskId: text("task_id").notNull(),
    mode: text({ enum: ["plan", "execute"] }).notNull(),
    /** queued → running → ended; lost when its executor doesn't know it any more. */
    state: text({ enum: assignmentStates }).notNull(),
    /** R2 key of what is to be done, without any token. */
    specKey: text("spec_key").notNull(),
    /** SHA-256 of the token with which it may call Claude; null before it starts. */
    tokenSha256: text("token_sha256"),
    /** How often it was given to an executor. */
    starts: integer().notNull().default(0),
    /** The last event of its present start that is recorded. */
    seq: integer().notNull().default(0),
    result: text({ mode: "json" }).$type<AssignmentOutcome>(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [
    index("executor_assignments_task").on(t.taskId, t.createdAt),
    index("executor_assignments_state").on(t.state, t.updatedAt),
    uniqueIndex("executor_assignments_token").on(t.tokenSha256),
  ],
);

/** Commands that the referee has run: the evidence. The output's tail is in R2. */
export const phaseRuns = sqliteTable(
  "phase_runs",
  {
    id: text().primaryKey(),
    assignmentId: text("assignment_id").notNull(),
    taskId: text("task_id").notNull(),
    phase: text({ enum: phases }).notNull(),
    name: text().notNull(),
    command: text().notNull(),
    exitCode: integer("exit_code"),
    durationMs: integer("duration_ms").notNull(),
    commit: text().notNull(),
    passed: integer(),
    failed: integer(),
    failures: text({ mode: "json" }).$type<{ test: string; message: string }[]>().notNull(),
    tailKey: text("tail_key").notNull(),
    at: integer().notNull(),
  },
  (t) => [index("phase_runs_task").on(t.taskId, t.at)],
);

/** Messages that no consumer could handle, kept for people. */
export const deadLetters = sqliteTable(
  "dead_letters",
  {
    id: text().primaryKey(),
    queue: text().notNull(),
    body: text().notNull(),
    reason: text().notNull(),
    attempts: integer().notNull(),
    signalId: text("signal_id"),
    state: text({ enum: deadLetterStates }).notNull().default("open"),
    closedBy: text("closed_by"),
    closedAt: integer("closed_at"),
    /** Why it was discarded. */
    closedWhy: text("closed_why"),
    at: integer().notNull(),
  },
  (t) => [index("dead_letters_state").on(t.state, t.at, t.id)],
);

/** Sign-ins of people at the dashboard. Of a session's secret only the SHA-256 is kept. */
export const sessions = sqliteTable(
  "sessions",
  {
    secretSha256: text("secret_sha256").primaryKey(),
    person: text().notNull(),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
  },
  (t) => [index("sessions_expiry").on(t.expiresAt)],
);

/** One-time codes that a session is opened with. */
export const signInCodes = sqliteTable(
  "sign_in_codes",
  {
    codeSha256: text("code_sha256").primaryKey(),
    person: text().notNull(),
    expiresAt: integer("expires_at").notNull(),
    usedAt: integer("used_at"),
  },
  (t) => [index("sign_in_codes_expiry").on(t.expiresAt)],
);

/** Settings that people have changed while the system runs: the newest of each name counts, before the configuration's. */
export const settingsChanges = sqliteTable(
  "settings_changes",
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    name: text({ enum: liveSettings }).notNull(),
    /** JSON; null: the configuration's own again. */
    value: text(),
    by: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [index("settings_changes_name").on(t.name, t.seq)],
);
