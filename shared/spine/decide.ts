import { type Channel, type Decision, reduceApproval, type RefusalCode } from "../domain/approval.ts";
import { reviewAutonomy } from "./autonomy.ts";
import { type ApprovalRow, changeApproval } from "./change-approval.ts";
import type { Spine } from "./context.ts";
import { fact, record } from "./record.ts";
import { standingOn } from "./standing.ts";

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
  const { decision, by, channel, reason } = request;
  const change = await changeApproval(spine, request.approvalId, (row) => ({
    kind: "decide",
    decision,
    by,
    standing: standingOn(spine, row),
    channel,
    digest: fullDigest(row.digest, request.digest),
    // Cancelling in the window must be quick: there, silence is reason enough.
    reason: row.holdUntil !== null && decision === "rejected" ? reason?.trim() || "cancelled" : reason,
  }));
  if (change.kind === "changed") {
    if (decision !== "approved") await reviewAutonomy(spine, change.row.project, change.row.kind);
    return { kind: change.closed ? "decided" : "voted" };
  }
  const refusal =
    change.kind === "refused" ? change : { code: "already_decided" as const, reason: "it changed meanwhile" };
  if (change.row !== null) {
    const key = `${request.approvalId}/refused/${crypto.randomUUID()}`;
    const summary = `${by} wanted it ${decision}: ${refusal.reason}`;
    await record(spine, [
      fact(spine, change.row.taskId, key, "approval.refused", summary, {
        approvalId: request.approvalId,
        by,
        channel,
        code: refusal.code,
        reason: refusal.reason,
      }),
    ]);
  }
  return { kind: "refused", code: refusal.code, reason: refusal.reason };
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
function fullDigest(digest: string, shown: string): string {
  return shown.length >= shortestDigest && digest.startsWith(shown) ? digest : shown;
}
