import type { Channel, Decision, RefusalCode } from "../domain/approval.ts";
import { bundleDigest } from "../domain/bundle-digest.ts";
import type { PostedMessage } from "../integrations/slack/message.ts";
import { whyGone } from "./archive/why-gone.ts";
import { approvalsIn } from "./bundle.ts";
import type { Spine } from "./context.ts";
import { decide, type DecisionOutcome } from "./decide.ts";
import { fact, record } from "./record.ts";

export interface BundleDecision {
  bundle: string;
  /** The digest of all that was open when it was shown. */
  digest: string;
  decision: Decision;
  by: string;
  channel: Channel;
  reason: string | null;
  /** Ids; absent: all that is open. */
  approvals?: readonly string[] | undefined;
  /** The message whose button was used; absent: it was said otherwise. */
  message?: PostedMessage;
}

export type BundleOutcome =
  /** What became of each, decided for itself. */
  | { kind: "decided"; results: ({ id: string } & DecisionOutcome)[] }
  | { kind: "refused"; code: RefusalCode; reason: string };

/**
 * A decision on what is asked about together, or on some of it. It counts only for what was shown, all of it: whatever has
 * changed since makes it another bundle. Each is then decided by its own digest, under the same checks as one that is alone.
 */
export async function decideBundle(spine: Spine, request: BundleDecision): Promise<BundleOutcome> {
  const { bundle, digest, approvals: chosen, decision, by, channel, reason, message } = request;
  const all = await approvalsIn(spine.db, bundle);
  const [first] = all;
  if (first === undefined)
    return {
      kind: "refused",
      code: "not_found",
      reason: await whyGone(spine.db, bundle, "there is no such bundle"),
    };
  const open = all.filter(({ status }) => status === "pending");
  const now = await bundleDigest(open);
  if (now !== digest) {
    const [code, why] =
      now === null
        ? (["already_decided", "everything in it is decided"] as const)
        : (["digest_mismatch", "what you were shown together is not what is open now"] as const);
    const key = `${bundle}/refused/${crypto.randomUUID()}`;
    const data = { bundle, by, channel, code, reason: why };
    await record(spine, [
      fact(spine, first.taskId, key, "approval.refused", `${by} wanted all of it ${decision}: ${why}`, data),
    ]);
    return { kind: "refused", code, reason: why };
  }
  const results: ({ id: string } & DecisionOutcome)[] = [];
  for (const id of chosen ?? open.map((row) => row.id)) {
    const row = open.find((one) => one.id === id);
    if (row === undefined) {
      results.push({ id, kind: "refused", code: "not_found", reason: "it is not open in this bundle" });
      continue;
    }
    const each = { approvalId: id, digest: row.digest, decision, by, channel, reason };
    results.push({ id, ...(await decide(spine, message === undefined ? each : { ...each, message })) });
  }
  return { kind: "decided", results };
}
