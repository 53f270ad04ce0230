import { and, eq, type SQL, sql } from "drizzle-orm";
import { insertWhere } from "../db/insert-where.ts";
import type { Entry, Statement } from "../db/ledger.ts";
import { actionOutcomes, approvals, effects } from "../db/schema.ts";
import type { Approval, ApprovalEvent } from "../domain/approval.ts";
import type { LedgerEntry, LedgerType } from "../domain/ledger.ts";
import type { Outcome } from "../domain/outcome.ts";
import { placeOf } from "../domain/target.ts";
import type { Spine } from "./context.ts";
import { fact } from "./record.ts";
import { unlessStopped, whereOf } from "./stops.ts";

export type ApprovalRow = typeof approvals.$inferSelect;

/**
 * An approval's change as what is written: the conditional update first, then what follows from it, and the fact, both
 * only if the update was ours.
 */
export function entryOf(spine: Spine, row: ApprovalRow, event: ApprovalEvent, next: Approval): Entry {
  const changeId = crypto.randomUUID();
  const mine = and(eq(approvals.id, row.id), eq(approvals.changeId, changeId));
  const guard = sql`EXISTS (SELECT 1 FROM ${approvals} WHERE ${mine})`;
  return {
    facts: [...droppedVotes(spine, row, next, changeId), factOf(spine, row, event, next, changeId)],
    records: [
      update(spine, row, event, next, changeId),
      ...consequences(spine, row, event, next, spine.now(), guard),
    ],
    guard,
  };
}

/** Why what another version took the place of never happens. */
const replaced = "another version has taken its place";

/** Whether it is time alone that does this: to an approval that is stopped it does nothing. */
export function isByTime({ kind }: ApprovalEvent): boolean {
  return kind === "release" || kind === "remind" || kind === "expire";
}

function update(
  spine: Spine,
  row: ApprovalRow,
  event: ApprovalEvent,
  next: Approval,
  changeId: string,
): Statement {
  const { status, holdUntil, deadline, remindAt, expiresAt, clockAt } = next;
  const { votes, decidedBy, decidedAt, channel, reason } = next;
  const times = { holdUntil, deadline, remindAt, expiresAt, clockAt };
  return spine.db
    .update(approvals)
    .set({ status, ...times, votes, decidedBy, decidedAt, channel, reason, changeId })
    .where(
      and(
        eq(approvals.id, row.id),
        eq(approvals.changeId, row.changeId),
        isByTime(event) ? unlessStopped(whereOf(spine, row)) : undefined,
        event.kind === "replace" ? notLeft(row) : undefined,
      ),
    )
    .returning({ id: approvals.id });
}

/** Whether nothing of an action has left yet, and nothing of it has ended. */
function notLeft({ actionId }: ApprovalRow): SQL {
  return sql`NOT EXISTS (SELECT 1 FROM ${effects} WHERE ${effects.actionId} = ${actionId} AND NOT (${effects.state} = 'pending' AND ${effects.sentAt} IS NULL))`;
}

/**
 * An effect begins to exist in the moment that allows it, and ends in the moment in which another version takes its place; a
 * no is an outcome at once.
 */
function consequences(
  { db }: Spine,
  { actionId, taskId, project, kind, target }: ApprovalRow,
  event: ApprovalEvent,
  next: Approval,
  at: number,
  guard: SQL,
): Statement[] {
  if (event.kind === "replace") {
    const ended = { state: "failed", error: replaced, updatedAt: at } as const;
    return [
      db
        .update(effects)
        .set(ended)
        .where(and(eq(effects.actionId, actionId), guard)),
    ];
  }
  if (next.status === "approved" || next.status === "released") {
    const effect = { actionId, taskId, state: "pending", attempts: 0, updatedAt: at } as const;
    return [insertWhere(db, effects, effect, guard).onConflictDoNothing()];
  }
  const outcome = outcomeOf(next);
  if (outcome === null) return [];
  const row = {
    actionId,
    taskId,
    project,
    kind,
    target: placeOf(target),
    outcome,
    reviewed: true,
    by: next.decidedBy,
    at,
  };
  return [insertWhere(db, actionOutcomes, row, guard).onConflictDoNothing()];
}

function outcomeOf({ status }: Approval): Outcome | null {
  if (status === "rejected") return "rejected";
  return status === "revised" ? "corrected" : null;
}

function factOf(
  spine: Spine,
  row: ApprovalRow,
  event: ApprovalEvent,
  next: Approval,
  changeId: string,
): LedgerEntry {
  const [type, summary] = words(row, event, next);
  return fact(spine, row.taskId, `${row.id}/${changeId}`, type, summary, {
    approvalId: row.id,
    actionId: row.actionId,
    digest: row.digest,
    status: next.status,
    ...(event.kind === "decide"
      ? { decision: event.decision, by: event.by, channel: event.channel, reason: event.reason }
      : {}),
    ...(next.status === "released" && row.holdUntil !== null ? { lateMs: spine.now() - row.holdUntil } : {}),
  });
}

/** The yeses that were given before and count no more, since those who gave them may not decide on it now. */
function droppedVotes(spine: Spine, row: ApprovalRow, next: Approval, changeId: string): LedgerEntry[] {
  const { id: approvalId, actionId, taskId, kind, target } = row;
  return row.votes
    .filter((by) => !next.votes.includes(by))
    .map((by) =>
      fact(
        spine,
        taskId,
        `${approvalId}/${changeId}/dropped/${by}`,
        "approval.vote_dropped",
        `the yes of ${by} to ${kind} for ${target} counts no more: they may not decide on it now`,
        { approvalId, actionId, by },
      ),
    );
}

function words(row: ApprovalRow, event: ApprovalEvent, next: Approval): [LedgerType, string] {
  const what = `${row.kind} for ${row.target}`;
  switch (event.kind) {
    case "release":
      return next.status === "released"
        ? ["hold.released", `${what}: its window is over and nobody objected`]
        : ["hold.overdue", `somebody to decide on ${what}: its window ended after its deadline`];
    case "remind":
      return ["approval.reminded", `${what} still waits`];
    case "expire":
      return ["approval.expired", `${what}: nobody decided in time`];
    case "supersede":
      return ["approval.superseded", `${what}: a newer one has taken its place`];
    case "replace":
      return ["approval.superseded", `${what}: ${replaced}`];
    case "withdraw":
      return ["approval.withdrawn", `${what}: its task has ended without it`];
    case "decide": {
      const why = event.reason ? `: ${event.reason}` : "";
      if (next.status === "pending")
        return ["approval.voted", `${event.by} approved ${what}; it needs a second person`];
      const early =
        row.holdUntil === null
          ? ""
          : next.status === "approved"
            ? " before its window ended"
            : " in its window";
      return ["approval.decided", `${event.by} ${event.decision} ${what}${early}${why}`];
    }
  }
}
