import type { Spine } from "../../../spine/context.ts";
import type { Offer, Offered } from "../../../spine/job.ts";
import type { GmailPush } from "../signals.ts";
import { lookAtMailbox } from "./look-at-mailbox.ts";
import { wantLook } from "./mailbox-lease.ts";

/** Gmail says that there is something to see: so we look. What is found are signals of their own. @throws what the look throws. */
export async function hearPush(spine: Spine, { body: { mailbox } }: Offered<GmailPush>): Promise<Offer> {
  // Before the look is tried: one that is under way may have passed what this tells of.
  await wantLook(spine, mailbox);
  const look = await lookAtMailbox(spine, mailbox);
  if (look.kind === "busy")
    return { kind: "decline", reason: `${mailbox} is being looked at, and will be once more` };
  const mails = look.mails === 1 ? "one new mail" : `${look.mails} new mails`;
  return { kind: "decline", reason: `${mailbox} was looked at: ${mails}` };
}
