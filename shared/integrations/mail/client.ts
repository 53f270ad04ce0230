import type { ApplyOutcome, ReconcileOutcome } from "../../domain/sending.ts";
import type { Outside } from "../../platform/config.ts";
import type { Mail, SentMail } from "./mail.ts";
import { findAtResend, sendThroughResend } from "./resend.ts";
import { findInMailbox, sendFromMailbox } from "./sender-mailbox.ts";

/** Sends a mail, once for one key, through the service that MAIL_VIA names. */
export async function sendMail(outside: Outside, mail: Mail, key: string): Promise<ApplyOutcome<SentMail>> {
  return outside.settings.MAIL_VIA === "graph"
    ? sendFromMailbox(outside, mail, key)
    : sendThroughResend(outside, mail, key);
}

/** Looks whether a mail whose answer was lost has been sent. */
export async function findMail(
  outside: Outside,
  key: string,
  firstSentAt: number | null,
): Promise<ReconcileOutcome<SentMail>> {
  return outside.settings.MAIL_VIA === "graph"
    ? findInMailbox(outside, key)
    : findAtResend(outside.now(), firstSentAt);
}
