import { sql } from "drizzle-orm";
import { approvals } from "../db/schema.ts";
import {
  type ApprovalEvent,
  type Channel,
  type Decision,
  reduceApproval,
  type RefusalCode,
} from "../domain/approval.ts";
import { type Stop, stopAmong } from "../domain/stop.ts";
import type { PostedMessage } from "../integrations/slack/message.ts";
import { dashboardLink } from "../platform/config.ts";
import { reviewAutonomy } from "./autonomy.ts";
import {
  type ApprovalRow,
  approvalStatements,
  changeApproval,
  type KnownApproval,
} from "./change-approval.ts";
import type { Spine } from "./context.ts";
import { questionOf, saidStatement, type SaidByTask, whyNotTheQuestion } from "./question-message.ts";
import { fact, record } from "./record.ts";
import { standingOn } from "./standing.ts";
import { whereOf } from "./stops.ts";

export interface DecisionRequest {
  approvalId: string;
  /** The digest that the person was shown, or at least its first 12 digits. */
  digest: string;
  decision: Decision;
  /** Who decides, as the channel verified it. */
  by: string;
  channel: Channel;
  /** Why, or the feedback for a revision. */
  reason: string | null;
  /** The message whose button was used: only the one that is recorded for the approval counts. Absent: it was said otherwise. */
  message?: PostedMessage;
}

export type DecisionOutcome =
  | { kind: "decided" }
  /** Counted, and more people are needed. */
  | { kind: "voted" }
  | { kind: "refused"; code: RefusalCode; reason: string };

/**
 * The one function in which every channel's decisions end, on approvals and on holds (a yes releases early, a no
 * cancels). The first decision wins; everybody else is told how it stands. Refusals are recorded too.
 */
export async function decide(spine: Spine, request: DecisionRequest): Promise<DecisionOutcome> {
  return (await decideAndSee(spine, request)).outcome;
}

/** The same, with the stop that keeps what was decided from happening; null: none does. */
export async function decideAndSee(
  spine: Spine,
  request: DecisionRequest,
): Promise<{ outcome: DecisionOutcome; stop: Stop | null }> {
  const known = await readFor(spine, request);
  const { row, stops } = known;
  const stop = row === undefined ? null : stopAmong(stops, whereOf(spine, row));
  return { outcome: await ruled(spine, request, known), stop };
}

/** All that a decision needs to be known, in one round trip. */
async function readFor(
  spine: Spine,
  { approvalId, message }: DecisionRequest,
): Promise<KnownApproval & { of: SaidByTask | null }> {
  const reads = approvalStatements(spine, approvalId);
  if (message === undefined) {
    const [[row], stops] = await spine.db.batch(reads);
    return { row, stops, of: null };
  }
  const taskId = sql`(SELECT task_id FROM ${approvals} WHERE id = ${approvalId})`;
  const [[row], stops, of] = await spine.db.batch([...reads, saidStatement(spine, taskId, message)]);
  return { row, stops, of };
}

async function ruled(
  spine: Spine,
  request: DecisionRequest,
  known: KnownApproval & { of: SaidByTask | null },
): Promise<DecisionOutcome> {
  const { decision, by, channel, reason } = request;
  const elsewhere = await notTheQuestion(spine, request, known);
  if (elsewhere !== null) return refused(spine, request, elsewhere);
  const event = (row: ApprovalRow): ApprovalEvent => ({
    kind: "decide",
    decision,
    by,
    standing: standingOn(spine, row),
    channel,
    digest: fullDigest(row.digest, request.digest),
    // Cancelling in the window must be quick: there, silence is reason enough.
    reason: row.holdUntil !== null && decision === "rejected" ? reason?.trim() || "cancelled" : reason,
  });
  const change = await changeApproval(spine, request.approvalId, event, known);
  switch (change.kind) {
    case "changed":
      if (decision !== "approved") await reviewAutonomy(spine, change.row.project, change.row.kind);
      return { kind: change.closed ? "decided" : "voted" };
    case "refused":
      return refused(spine, request, change);
    case "unchanged":
      return refused(spine, request, {
        code: "already_decided",
        reason: "it changed meanwhile",
        row: change.row,
      });
  }
}

interface Refusal {
  code: RefusalCode;
  reason: string;
  row: ApprovalRow | null;
}

async function refused(
  spine: Spine,
  { approvalId, decision, by, channel }: DecisionRequest,
  { code, reason, row }: Refusal,
): Promise<DecisionOutcome> {
  if (row !== null) {
    const key = `${approvalId}/refused/${crypto.randomUUID()}`;
    const summary = `${by} wanted it ${decision}: ${reason}`;
    await record(spine, [
      fact(spine, row.taskId, key, "approval.refused", summary, { approvalId, by, channel, code, reason }),
    ]);
  }
  return { kind: "refused", code, reason };
}

/** The refusal of a button on a message in which this approval was not asked for; it says what the button stands for. */
async function notTheQuestion(
  spine: Spine,
  { by, message }: DecisionRequest,
  { row, of }: KnownApproval & { of: SaidByTask | null },
): Promise<Refusal | null> {
  if (message === undefined) return null;
  // Who has no say is told so, wherever they click.
  if (!row || !mayDecide(spine, row, by)) return null;
  const { taskId, kind, target } = row;
  const why = await whyNotTheQuestion(spine, questionOf(row), message, of);
  if (why === null) return null;
  const page = dashboardLink(spine.settings, `/inbox/${encodeURIComponent(row.id)}`);
  const where = `the thread of ${taskId}${page === null ? "" : ` or at ${page}`}`;
  const reason = `${why}; ${kind} for ${target} is decided on in ${where}`;
  return { code: "not_the_question", reason, row };
}

/** Whether the rules, as they are now, let a person decide on what is of a kind, in a project. */
export function mayDecide(spine: Spine, about: Pick<ApprovalRow, "project" | "kind">, by: string): boolean {
  return standingOn(spine, { ...about, requestedBy: "" }).may.includes(by);
}

/** Why a person can't say yes to a waiting approval; null when they can. What `decide` would rule, without deciding. */
export function whyNotMine(spine: Spine, row: ApprovalRow, by: string): string | null {
  const transition = reduceApproval(
    row,
    {
      kind: "decide",
      decision: "approved",
      by,
      standing: standingOn(spine, row),
      channel: "dashboard",
      digest: row.digest,
      reason: null,
    },
    spine.now(),
  );
  return transition.kind === "refused" ? transition.reason : null;
}

const shortestDigest = 12;

/** People type the beginning of a digest; enough of it names the whole. */
export function fullDigest(digest: string, shown: string): string {
  return shown.length >= shortestDigest && digest.startsWith(shown) ? digest : shown;
}
