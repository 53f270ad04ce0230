import { z } from "zod";
import { abandonEffect } from "./abandon.ts";
import type { Spine } from "./context.ts";
import { replaceable, replaceProposal } from "./replace-proposal.ts";

const fields = z.record(z.string(), z.unknown());

/**
 * Asks people again about something that was approved for a time that is over: a new action in its place, to go out as soon
 * as they say yes. What has been decided, edited or sent in the meantime stays as it is.
 */
export async function askAnew(spine: Spine, approvalId: string): Promise<void> {
  const found = await replaceable(spine, approvalId);
  if (found === null) throw new Error(`the approval ${approvalId} is gone`);
  const { approval, action } = found;
  const due = action.dueAt === null ? "its time" : new Date(action.dueAt).toISOString();
  const replaced = await replaceProposal(spine, {
    approval,
    action,
    payload: { ...fields.parse(JSON.parse(action.payload)), publishAt: null },
    by: null,
    worded: false,
    why: {
      type: "proposal.late",
      summary: `${action.kind} for ${action.target} could not go out at ${due}, so it is asked about anew`,
      data: { dueAt: due },
    },
  });
  if (replaced.kind === "forbidden")
    await abandonEffect(
      spine,
      action.id,
      `it was late, and policy forbids it now: ${replaced.reasons.join("; ")}`,
    );
}
