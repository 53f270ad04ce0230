import type { ApplyOutcome, PublishedStanding, ReconcileOutcome } from "../../domain/sending.ts";
import type { Outside } from "../../platform/config.ts";
import type { Reply, SentMail } from "./mail.ts";
import { findInGmail, replyThroughGmail, standingInGmail } from "./gmail-reply.ts";
import { findAtResend, sendThroughResend } from "./resend.ts";

/** Sends an answer in its thread, once for one key: from the mailbox itself where that is at Gmail, or else as other mails go. */
export async function sendReply(
  outside: Outside,
  reply: Reply,
  key: string,
): Promise<ApplyOutcome<SentMail>> {
  if (isAtGmail(outside, reply)) return replyThroughGmail(outside, reply, key);
  if (outside.settings.MAIL_VIA === "graph")
    return {
      kind: "refused",
      error:
        "Microsoft Graph answers no mail that came by another way: set MAIL_VIA to resend, or name the mailbox in GMAIL_MAILBOXES",
    };
  const { mailbox, to, cc, subject, text, inReplyTo, references } = reply;
  const headers = {
    ...(inReplyTo.startsWith("<") ? { "In-Reply-To": inReplyTo } : {}),
    ...(references.length > 0 ? { References: references.join(" ") } : {}),
  };
  const copies = cc.length > 0 ? { cc } : {};
  return sendThroughResend(outside, { to, ...copies, reply_to: mailbox, subject, text, headers }, key);
}

/** Looks whether an answer whose own answer was lost has been sent. */
export async function findReply(
  outside: Outside,
  reply: Reply,
  key: string,
  { sentAt, firstSentAt }: { sentAt: number | null; firstSentAt: number | null },
): Promise<ReconcileOutcome<SentMail>> {
  return isAtGmail(outside, reply)
    ? findInGmail(outside, reply, key, sentAt)
    : findAtResend(outside.now(), firstSentAt);
}

/** Whether an answer still is among what its mailbox has sent; a mailbox that isn't at Gmail shows nothing. */
export async function standingOfReply(
  outside: Outside,
  reply: Reply,
  emailId: string,
): Promise<PublishedStanding> {
  return isAtGmail(outside, reply)
    ? standingInGmail(outside, reply, emailId)
    : { kind: "unclear", error: "what Resend has sent can't be looked at" };
}

function isAtGmail({ settings }: Outside, { mailbox }: Reply): boolean {
  return settings.GMAIL_MAILBOXES.includes(mailbox);
}
