export const approvalStatuses = ["pending", "approved", "rejected", "revised", "superseded"] as const;
export type ApprovalStatus = (typeof approvalStatuses)[number];

/** What a person can say of a proposed action. A rejection and a revision carry words. */
export const decisions = ["approved", "rejected", "revised"] as const;
export type Decision = (typeof decisions)[number];

export interface Approval {
  id: string;
  actionId: string;
  taskId: string;
  /** sha256 of the canonical payload that the decision is about. */
  digest: string;
  status: ApprovalStatus;
}

export interface DecisionRequest {
  approvalId: string;
  /** The digest that the person was shown. */
  digest: string;
  decision: Decision;
  /** Who decides, as the channel verified it. */
  by: string;
  channel: "slack" | "api";
  /** Why, or the feedback for a revision. */
  reason: string | null;
}

export type Ruling = { kind: "accepted" } | { kind: "refused"; code: RefusalCode; reason: string };
export type RefusalCode =
  | "not_found"
  | "not_allowed"
  | "digest_mismatch"
  | "already_decided"
  | "superseded"
  | "reason_missing";

/**
 * Whether a decision counts. Pure and closed: whatever isn't expressly right is refused, with words for the person.
 * The caller must still win the conditional update: two people can be accepted by this function at once.
 */
export function ruleOn(
  request: DecisionRequest,
  approval: Approval | null,
  allowed: readonly string[],
): Ruling {
  const refuse = (code: RefusalCode, reason: string): Ruling => ({ kind: "refused", code, reason });
  if (approval === null || approval.id !== request.approvalId)
    return refuse("not_found", "there is no such approval");
  if (!allowed.includes(request.by))
    return refuse("not_allowed", "you are not on the list of people who may decide this");
  if (approval.status === "superseded" || approval.status === "revised")
    return refuse("superseded", "a newer version has replaced it");
  if (approval.status !== "pending") return refuse("already_decided", `it is already ${approval.status}`);
  if (approval.digest !== request.digest)
    return refuse("digest_mismatch", "what you were shown is not what would go out");
  if (request.decision !== "approved" && !request.reason?.trim())
    return refuse("reason_missing", "please say why");
  return { kind: "accepted" };
}
