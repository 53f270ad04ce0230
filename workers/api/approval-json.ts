import type { Person } from "../../shared/domain/person.ts";
import { validVotes } from "../../shared/domain/approval.ts";
import { type Stop, stopAmong } from "../../shared/domain/stop.ts";
import type { actions } from "../../shared/db/schema.ts";
import { type ApprovalRow, clocked } from "../../shared/spine/change-approval.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { whyNotMine } from "../../shared/spine/decide.ts";
import { standingOn } from "../../shared/spine/standing.ts";
import { whereOf } from "../../shared/spine/stops.ts";
import { inspect } from "../../shared/spine/verdict-input.ts";
import { iso, isoOrNull } from "./times.ts";

type ActionRow = typeof actions.$inferSelect;

/** An approval as it is shown. */
export function approvalView(
  spine: Spine,
  { changeId: _change, clockAt: _clock, riskRank: _rank, wordedBy: _worded, ...row }: ApprovalRow,
  action: Pick<ActionRow, "dueAt" | "editedBy"> | undefined,
) {
  const { createdAt, decidedAt, holdUntil, deadline, remindAt, expiresAt, ...rest } = row;
  return {
    ...rest,
    createdAt: iso(createdAt),
    decidedAt: isoOrNull(decidedAt),
    holdUntil: isoOrNull(holdUntil),
    deadline: isoOrNull(deadline),
    remindAt: isoOrNull(remindAt),
    expiresAt: isoOrNull(expiresAt),
    dueAt: isoOrNull(action?.dueAt ?? null),
    editedBy: action?.editedBy ?? null,
    wording: [...(spine.kinds(row.kind)?.wording ?? [])],
  };
}

/** An approval as it stands at this moment: while it waits, only the yeses that count now are shown. */
export function standingView(
  spine: Spine,
  approval: ApprovalRow,
  action: Pick<ActionRow, "dueAt" | "editedBy">,
) {
  const view = approvalView(spine, approval, action);
  return approval.status === "pending"
    ? { ...view, votes: validVotes(approval, standingOn(spine, approval)) }
    : view;
}

/** An approval in a list, with what it is about. */
export function waitingView(
  spine: Spine,
  {
    approval: recorded,
    payload,
    provenance,
    revision,
    verdict,
    dueAt,
    editedBy,
  }: { approval: ApprovalRow } & Pick<
    ActionRow,
    "payload" | "provenance" | "revision" | "verdict" | "dueAt" | "editedBy"
  >,
  stops: readonly Stop[],
  person: Person,
) {
  const approval = clocked(spine, recorded, stops);
  return {
    ...standingView(spine, approval, { dueAt, editedBy }),
    stopped: stopAmong(stops, whereOf(spine, approval)) !== null,
    title: previewOf(spine, approval.project, approval.kind, payload)?.title ?? approval.target,
    provenance,
    revision,
    reasons: verdict.reasons,
    mine: mine(spine, approval, person),
  };
}

/** Whether a person may decide, and if not, why. */
export function mine(spine: Spine, approval: ApprovalRow, person: Person) {
  const why = whyNotMine(spine, approval, person.id);
  return { allowed: why === null, why };
}

export function previewOf(spine: Spine, project: string, kind: string, payload: string) {
  return inspect(spine, project, kind, JSON.parse(payload)).seen?.preview ?? null;
}
