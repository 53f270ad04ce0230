import type { ApplyOutcome, ReconcileOutcome } from "../../domain/sending.ts";
import type { Outside } from "../../platform/config.ts";
import type { SentMail } from "./mail.ts";
import { findAtResend, sendThroughResend } from "./resend.ts";

/** An answer to a mail. */
export interface Reply {
  /** Our own address that it goes from. */
  mailbox: string;
  to: string[];
  cc: string[];
  subject: string;
  text: string;
  inReplyTo: string;
  references: string[];
  threadId: string | null;
}

/** Sends an answer in its thread, once for one key. */
export async function sendReply(
  outside: Outside,
  reply: Reply,
  key: string,
): Promise<ApplyOutcome<SentMail>> {
  if (outside.settings.MAIL_VIA === "graph")
    return {
      kind: "refused",
      error:
        "Microsoft Graph can't answer a mail that came by another way: set MAIL_VIA to resend, or give Gmail the mailbox",
    };
  const { mailbox, to, cc, subject, text, inReplyTo, references } = reply;
  const headers = {
    ...(inReplyTo.startsWith("<") ? { "In-Reply-To": inReplyTo } : {}),
    ...(references.length > 0 ? { References: references.join(" ") } : {}),
  };
  return sendThroughResend(outside, { to, cc, reply_to: mailbox, subject, text, headers }, key);
}

/** Looks whether an answer whose own answer was lost has been sent. */
export async function findReply(
  outside: Outside,
  _reply: Reply,
  _key: string,
  firstSentAt: number | null,
): Promise<ReconcileOutcome<SentMail>> {
  return findAtResend(outside.now(), firstSentAt);
}
