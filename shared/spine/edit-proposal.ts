import { z } from "zod";
import type { Channel, RefusalCode } from "../domain/approval.ts";
import { canonicalJson } from "../platform/digest.ts";
import { SignalboxError } from "../platform/errors.ts";
import type { SealedActionKind } from "./action-kind.ts";
import { whyGone } from "./archive/why-gone.ts";
import type { Spine } from "./context.ts";
import { fullDigest, mayDecide } from "./decide.ts";
import { replaceable, replaceProposal } from "./replace-proposal.ts";
import { standingOn } from "./standing.ts";
import { inspect } from "./verdict-input.ts";

export interface EditRequest {
  approvalId: string;
  /** The digest that the person was shown, or at least its first 12 digits. */
  digest: string;
  /** The new words, by field of the payload. */
  wording: Readonly<Record<string, string>>;
  /** When it is to happen; null: as soon as it may; absent: as it was. */
  publishAt?: string | null | undefined;
  by: string;
  channel: Channel;
}

export type EditOutcome =
  /** The approval that takes the place of the old one. */
  { kind: "edited"; approvalId: string } | { kind: "refused"; code: RefusalCode; reason: string };

const fields = z.record(z.string(), z.unknown());

/**
 * A person's own wording, or another time, for what waits or is approved and hasn't left: a new action with their name, with
 * its own verdict and approval. Nobody has approved it by having edited it; only where `movingAsks` is false a move of what
 * was approved is approved by whoever moves it, if they may.
 * @throws SignalboxError `bad_request` naming the limit that the new words don't keep, or the field that isn't theirs to word.
 */
export async function editProposal(
  spine: Spine,
  request: EditRequest,
  { movingAsks }: { movingAsks: boolean },
): Promise<EditOutcome> {
  const { approvalId, by, channel } = request;
  const found = await replaceable(spine, approvalId);
  if (found === null)
    return refuse("not_found", await whyGone(spine.db, approvalId, "there is no such approval"));
  const { approval, action, effect } = found;
  if (!mayDecide(spine, approval, by))
    return refuse("not_allowed", "you are not on the list of people who may decide this");
  if (approval.status === "superseded" || approval.status === "revised")
    return refuse("superseded", "a newer version has replaced it");
  if (approval.status === "expired") return refuse("expired", "nobody decided in time, so it is closed");
  const wasApproved = approval.status === "approved" || approval.status === "released";
  if (approval.status !== "pending" && !wasApproved)
    return refuse("already_decided", `it is already ${approval.status}`);
  if (effect !== null && (effect.state !== "pending" || effect.sentAt !== null))
    return refuse("already_decided", "it is on its way already");
  if (fullDigest(approval.digest, request.digest) !== approval.digest)
    return refuse("digest_mismatch", "what you were shown is not what would go out");

  const code = spine.kinds(action.kind);
  if (code === undefined) return refuse("not_found", "nothing is known of its kind any more");
  const before = fields.parse(JSON.parse(action.payload));
  const after = edited(spine, code, before, request);
  const changed = Object.keys(after).filter(
    (name) => canonicalJson(after[name]) !== canonicalJson(before[name]),
  );
  if (changed.length === 0) throw new SignalboxError("bad_request", "nothing in it is another than it was");
  const { seen } = inspect(spine, action.project, action.kind, after);
  if (seen === null) throw new SignalboxError("bad_request", code.problemsOf(after));
  if (seen.outOfBounds !== null) throw new SignalboxError("bad_request", seen.outOfBounds);

  const moved = changed.every((name) => name === "publishAt");
  const time = changed.includes("publishAt") ? ` to ${request.publishAt ?? "as soon as it may"}` : "";
  const what = `${action.kind} for ${action.target}`;
  const replaced = await replaceProposal(spine, {
    approval,
    action,
    payload: after,
    by,
    worded: !moved,
    why: {
      type: "proposal.edited",
      summary: moved
        ? `${by} moved ${what}${time}`
        : `${by} edited ${changed.join(", ")} of ${what}${time && `, and moved it${time}`}`,
      data: { channel, changed },
    },
    ...(moved && wasApproved && !movingAsks
      ? {
          approve: {
            kind: "decide" as const,
            decision: "approved" as const,
            by,
            standing: standingOn(spine, approval),
            channel,
            digest: approval.digest,
            reason: "moved",
          },
        }
      : {}),
  });
  switch (replaced.kind) {
    case "replaced":
      return { kind: "edited", approvalId: replaced.approvalId };
    case "forbidden":
      throw new SignalboxError("bad_request", `policy forbids it: ${replaced.reasons.join("; ")}`);
    case "changed":
      return refuse("superseded", "it has just been decided on, edited or sent: look again");
  }
}

/** The payload as the person wants it. Only words are theirs, and the time. */
function edited(
  spine: Spine,
  { kind, wording: theirs }: SealedActionKind,
  before: Readonly<Record<string, unknown>>,
  { wording, publishAt }: EditRequest,
): Record<string, unknown> {
  const foreign = Object.keys(wording).filter((name) => !theirs.includes(name));
  if (foreign.length > 0)
    throw new SignalboxError(
      "bad_request",
      `${foreign.join(", ")} of a ${kind} can't be edited, only ${theirs.join(", ") || "nothing"} can`,
    );
  if (publishAt === undefined) return { ...before, ...wording };
  if (!("publishAt" in before))
    throw new SignalboxError("bad_request", `a ${kind} has no time of its own: it happens as soon as it may`);
  if (publishAt !== null && Date.parse(publishAt) <= spine.now())
    throw new SignalboxError("bad_request", `${publishAt} is over already`);
  return { ...before, ...wording, publishAt };
}

function refuse(code: RefusalCode, reason: string): EditOutcome {
  return { kind: "refused", code, reason };
}
