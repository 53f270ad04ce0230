import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { approvalStatuses, channels } from "../../domain/approval.ts";
import { effectStates } from "../../domain/effect.ts";
import { provenances } from "../../domain/provenance.ts";
import type { EffectResult, Progress } from "../../domain/sending.ts";
import type { ApprovalRule, Verdict } from "../../domain/verdict.ts";
import { risks } from "../../domain/boundary.ts";

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
    /** Before this moment it must not happen: the time that stands in the payload. */
    dueAt: integer("due_at"),
    /** The person whose wording it is; null: nobody has edited it. */
    editedBy: text("edited_by"),
    /** The action that it is an edited version of. */
    editOf: text("edit_of"),
    /** What its words are found by where they are said again, see `sketchOf`; null: it says nothing, or nobody has looked. */
    sketch: text(),
    verdict: text({ mode: "json" }).$type<Verdict>().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    index("actions_task").on(t.taskId, t.createdAt),
    index("actions_target").on(t.kind, t.target),
    // With all that the newest texts of a kind are compared by: a payload may be long, and lies before what comes after it.
    index("actions_kind").on(t.kind, t.createdAt, t.sketch, t.taskId, t.id),
    // Which messages an action rewrites, see `questionStatements`.
    index("actions_rewrites")
      .on(sql`payload ->> '$.update'`)
      .where(sql`payload ->> '$.update' IS NOT NULL`),
    index("actions_due")
      .on(t.dueAt)
      .where(sql`due_at IS NOT NULL`),
    index("actions_edits")
      .on(t.editOf)
      .where(sql`edit_of IS NOT NULL`),
  ],
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
    /** Up to this moment its times make up for what stood still while it was stopped; null: since it was made. */
    clockAt: integer("clock_at"),
    /** What is asked about together in one message has the same; null: it is asked about alone. */
    bundle: text(),
    /** Whose words it has, where a person has worded it; null: those of whoever proposed it. */
    wordedBy: text("worded_by"),
  },
  (t) => [
    uniqueIndex("approvals_action").on(t.actionId),
    index("approvals_task").on(t.taskId, t.createdAt),
    index("approvals_change").on(t.changeId),
    index("approvals_waiting").on(t.status, t.riskRank, t.createdAt, t.id),
    index("approvals_bundle")
      .on(t.bundle)
      .where(sql`bundle IS NOT NULL`),
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
    /** What the service has taken and not finished: what it is looked for by; null: nothing is under way there. */
    progress: text({ mode: "json" }).$type<Progress>(),
    /** When the service is asked again how far it is. */
    checkAt: integer("check_at"),
    result: text({ mode: "json" }).$type<EffectResult>(),
    /** When it is next looked at whether what was published still stands; null: not, or no more. */
    lookAt: integer("look_at"),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [
    index("effects_task").on(t.taskId),
    index("effects_open").on(t.state, t.updatedAt),
    index("effects_look")
      .on(t.lookAt)
      .where(sql`look_at IS NOT NULL`),
  ],
);
