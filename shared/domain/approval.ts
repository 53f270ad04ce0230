import type { ApprovalRule } from "./verdict.ts";

/** A hold is an approval that time grants: it is pending until its window is over or a person was quicker. */
export const approvalStatuses = [
  "pending",
  "approved",
  "released",
  "rejected",
  "revised",
  "superseded",
  "expired",
  "withdrawn",
] as const;
export type ApprovalStatus = (typeof approvalStatuses)[number];

/** What a person can say of a proposed action. A rejection and a revision carry words. */
export const decisions = ["approved", "rejected", "revised"] as const;
export type Decision = (typeof decisions)[number];

/** Where a person said it; `api` is a script with the person's token. */
export const channels = ["slack", "dashboard", "api", "github", "jira"] as const;
export type Channel = (typeof channels)[number];

/** All times are epoch milliseconds. */
export interface Approval {
  id: string;
  actionId: string;
  taskId: string;
  /** sha256 of the canonical payload that the decision is about. */
  digest: string;
  status: ApprovalStatus;
  rule: ApprovalRule;
  /** Who asked for the action. */
  requestedBy: string;
  /** Whose words it has, where a person has worded it; null: those of whoever proposed it. */
  wordedBy: string | null;
  /** When time grants it; null: only people can. */
  holdUntil: number | null;
  /** After this moment the action must not happen without being asked for again. */
  deadline: number | null;
  /** When the approvers are reminded; null: not, or no more. */
  remindAt: number | null;
  /** When the silence counts as a no; null: never. */
  expiresAt: number | null;
  /** The yeses so far, by person. */
  votes: string[];
  decidedBy: string | null;
  decidedAt: number | null;
  channel: Channel | null;
  reason: string | null;
  createdAt: number;
  /** Up to this moment its times make up for what stood still while it was stopped; null: since it was made. */
  clockAt: number | null;
}

/** Who may decide on an approval at this moment, and how: people and rules as they are, not as they were when it was asked for. */
export interface Standing {
  /** Ids of the people who may decide. */
  may: readonly string[];
  /** The person who has asked for it, under whichever of their names that was; null: none of the people. */
  requester: string | null;
  rule: ApprovalRule;
}

export type ApprovalEvent =
  | {
      kind: "decide";
      decision: Decision;
      by: string;
      standing: Standing;
      channel: Channel;
      /** The digest that the person was shown. */
      digest: string;
      reason: string | null;
    }
  | { kind: "release" }
  | { kind: "remind"; nextRemindAt: number | null }
  | { kind: "expire" }
  | { kind: "supersede" }
  /** An edited version takes its place: also that of what is approved, as long as it hasn't left. */
  | { kind: "replace" }
  /** Its task has ended without it. */
  | { kind: "withdraw" };

export const refusalCodes = [
  "not_found",
  "not_allowed",
  "not_the_question",
  "own_request",
  "digest_mismatch",
  "already_decided",
  "superseded",
  "expired",
  "reason_missing",
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export type Transition =
  /** The approval as it is now, and whether it is no longer open. */
  | { kind: "changed"; next: Approval; closed: boolean }
  | { kind: "refused"; code: RefusalCode; reason: string }
  /** Nothing to do: too early, or over already. */
  | { kind: "unchanged" };

/** The approval's state machine. Pure and closed: whatever isn't expressly right changes nothing. */
export function reduceApproval(approval: Approval, event: ApprovalEvent, now: number): Transition {
  if (event.kind === "decide") return decide(approval, event, now);
  if (event.kind === "replace") return replace(approval, now);
  if (approval.status !== "pending") return { kind: "unchanged" };
  switch (event.kind) {
    case "release":
      return release(approval, now);
    case "remind":
      if (approval.holdUntil !== null || approval.remindAt === null || now < approval.remindAt)
        return { kind: "unchanged" };
      return changed({ ...approval, remindAt: event.nextRemindAt });
    case "expire":
      if (!isExpired(approval, now)) return { kind: "unchanged" };
      return changed({ ...approval, status: "expired", decidedAt: now });
    case "supersede":
      return changed({ ...approval, status: "superseded", decidedAt: now });
    case "withdraw":
      return changed({ ...approval, status: "withdrawn", decidedAt: now });
  }
}

function changed(next: Approval): Transition {
  return { kind: "changed", next, closed: next.status !== "pending" };
}

function replace(approval: Approval, now: number): Transition {
  const { status, decidedAt } = approval;
  if (status !== "approved" && status !== "released" && (status !== "pending" || isExpired(approval, now)))
    return { kind: "unchanged" };
  return changed({ ...approval, status: "superseded", decidedAt: decidedAt ?? now });
}

/** Exact to the millisecond: a hold never opens early. One that comes too late for its action asks instead. */
function release(approval: Approval, now: number): Transition {
  if (approval.holdUntil === null || now < approval.holdUntil) return { kind: "unchanged" };
  if (approval.deadline !== null && now > approval.deadline)
    return changed({ ...approval, holdUntil: null, deadline: null });
  return changed({ ...approval, status: "released", decidedAt: now });
}

function isExpired(approval: Approval, now: number): boolean {
  return approval.holdUntil === null && approval.expiresAt !== null && now >= approval.expiresAt;
}

function decide(
  approval: Approval,
  event: Extract<ApprovalEvent, { kind: "decide" }>,
  now: number,
): Transition {
  const refuse = (code: RefusalCode, reason: string): Transition => ({ kind: "refused", code, reason });
  const { by, decision, reason, standing } = event;
  if (!standing.may.includes(by))
    return refuse("not_allowed", "you are not on the list of people who may decide this");
  if (approval.status === "superseded" || approval.status === "revised")
    return refuse("superseded", "a newer version has replaced it");
  if (approval.status === "expired" || isExpired(approval, now))
    return refuse("expired", "nobody decided in time, so it is closed");
  if (approval.status !== "pending") return refuse("already_decided", `it is already ${approval.status}`);
  if (approval.digest !== event.digest)
    return refuse("digest_mismatch", "what you were shown is not what would go out");
  const decided = { decidedBy: by, decidedAt: now, channel: event.channel, reason };
  if (decision !== "approved") {
    if (!reason?.trim()) return refuse("reason_missing", "please say why");
    return changed({ ...approval, ...decided, status: decision });
  }
  if (isOwn(approval, standing, by))
    return refuse(
      "own_request",
      `${by === approval.wordedBy ? "the words are yours" : "it is your own request"}, so somebody else must approve it`,
    );
  const valid = validVotes(approval, standing);
  if (valid.includes(by))
    return refuse("already_decided", "you have approved it already; it needs a second person");
  const votes = [...valid, by];
  if (votes.length < peopleNeeded(approval, standing)) return changed({ ...approval, votes });
  return changed({ ...approval, ...decided, votes, decidedBy: votes.join(" and "), status: "approved" });
}

/** How many must say yes: a rule that has become stricter counts for what waits, too; one that has become looser doesn't. */
export function peopleNeeded({ rule }: Pick<Approval, "rule">, standing: Standing): number {
  return Math.max(rule.people, standing.rule.people);
}

/** The yeses that count at this moment: each of somebody who may decide now and has not asked for it themselves. */
export function validVotes(
  approval: Pick<Approval, "votes" | "requestedBy" | "wordedBy" | "rule">,
  standing: Standing,
): string[] {
  return [...new Set(approval.votes)].filter(
    (by) => standing.may.includes(by) && !isOwn(approval, standing, by),
  );
}

function isOwn(
  { requestedBy, wordedBy, rule }: Pick<Approval, "requestedBy" | "wordedBy" | "rule">,
  standing: Standing,
  by: string,
): boolean {
  const ownAllowed = rule.ownAllowed && standing.rule.ownAllowed;
  return !ownAllowed && (by === requestedBy || by === standing.requester || by === wordedBy);
}

/** Why the people who have let an action through are too few by now; null when they aren't, or time has let it through. */
export function whyTooFew(
  approval: Pick<Approval, "status" | "votes" | "requestedBy" | "wordedBy" | "rule">,
  standing: Standing,
): string | null {
  if (approval.status !== "approved") return null;
  const valid = validVotes(approval, standing);
  const needed = peopleNeeded(approval, standing);
  if (valid.length >= needed) return null;
  const lost = approval.votes.filter((by) => !valid.includes(by));
  if (lost.length === 0) return `policy now asks for ${needed} people`;
  return `the yes of ${lost.join(" and ")} no longer counts, and ${needed === 1 ? "a person" : `${needed} people`} must have said yes`;
}

/** Why an approval doesn't allow the action with these bytes now; null when it does. */
export function whyNotAllowed(
  approval: Approval,
  digest: string,
  now: number,
  validMs: number,
): string | null {
  if (approval.status !== "approved" && approval.status !== "released")
    return `the approval is ${approval.status}`;
  if (approval.digest !== digest) return "the approval is for other bytes";
  if (approval.decidedAt === null || now > approval.decidedAt + validMs)
    return `the approval is older than the ${validMs / 3_600_000} hours in which it must be used`;
  return null;
}
