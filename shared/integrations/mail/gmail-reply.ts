import type { ApplyOutcome, PublishedStanding, ReconcileOutcome } from "../../domain/sending.ts";
import type { Outside } from "../../platform/config.ts";
import { gmailMailbox } from "../gmail/client.ts";
import { notSeen } from "../call.ts";
import type { Reply, SentMail } from "./mail.ts";
import { ownMessageId } from "./own-ids.ts";
import { writeMail } from "./write-mail.ts";

/** A mail that was sent may not be found for so long, milliseconds. */
const findableMs = 60_000;

/** Sends an answer from a mailbox of ours at Gmail, under a name by which it is found again, and reads it back. */
export async function replyThroughGmail(
  outside: Outside,
  reply: Reply,
  key: string,
): Promise<ApplyOutcome<SentMail>> {
  const { mailbox, to, cc, subject, text, inReplyTo, references, threadId } = reply;
  const gmail = gmailMailbox(outside, mailbox);
  const mail = writeMail({
    from: mailbox,
    to,
    cc,
    subject,
    text,
    messageId: ownMessageId(key, mailbox),
    inReplyTo: inReplyTo.startsWith("<") ? inReplyTo : null,
    references,
    at: outside.now(),
  });
  const sent = await gmail.send(mail, threadId);
  if (sent.kind !== "answered") return sent;
  const { id } = sent.value;
  const seen = await gmail.outline(id);
  if (seen.kind !== "answered")
    return { kind: "lost", error: `it was taken, and can't be read back: ${seen.error}` };
  return seen.value.labelIds.includes("SENT")
    ? { kind: "applied", result: { emailId: id } }
    : { kind: "lost", error: "it was taken, and isn't among what was sent" };
}

/** Looks for an answer by the name that it was sent under. What was sent just now may not be found yet, so that its absence says nothing. */
export async function findInGmail(
  outside: Outside,
  { mailbox }: Reply,
  key: string,
  sentAt: number | null,
): Promise<ReconcileOutcome<SentMail>> {
  const name = ownMessageId(key, mailbox).slice(1, -1);
  const found = await gmailMailbox(outside, mailbox).search(`rfc822msgid:${name}`, 1);
  if (found.kind !== "answered") return notSeen(found);
  const [mail] = found.value.messages;
  if (mail !== undefined) return { kind: "found", result: { emailId: mail.id } };
  const remaining = (sentAt ?? 0) + findableMs - outside.now();
  return remaining <= 0
    ? { kind: "absent" }
    : { kind: "unclear", error: "Gmail's search may not know the mail yet", afterMs: remaining };
}

/** Whether an answer still is among what was sent. Nobody can take it back, so that its sender throws it away says enough. */
export async function standingInGmail(
  outside: Outside,
  { mailbox }: Reply,
  emailId: string,
): Promise<PublishedStanding> {
  const seen = await gmailMailbox(outside, mailbox).outline(emailId);
  if (seen.kind === "answered") return { kind: seen.value.labelIds.includes("TRASH") ? "gone" : "stands" };
  return seen.kind === "refused" && seen.status === 404
    ? { kind: "gone" }
    : { kind: "unclear", error: seen.error };
}
