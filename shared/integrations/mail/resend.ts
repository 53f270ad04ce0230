import { z } from "zod";
import type { ApplyOutcome, ReconcileOutcome } from "../../domain/sending.ts";
import { type Outside, requireSetting } from "../../platform/config.ts";
import { callService } from "../call.ts";
import { resendAnswers } from "./answers.ts";
import type { AnsweringMail, Mail, SentMail } from "./mail.ts";

/** How long Resend remembers an idempotency key, milliseconds, less an hour for clocks that differ. */
const keyLivesMs = 23 * 60 * 60 * 1000;

const answer = z.object({ id: z.string().min(1) });

/** Resend's error envelope. */
const error = z
  .object({ name: z.string(), message: z.string() })
  .transform(({ name, message }) => ({ message, pending: false, code: name }));

/** Sends a mail through Resend (`POST /emails`), at most once within a day for one key. */
export async function sendThroughResend(
  outside: Outside,
  mail: Mail | AnsweringMail,
  key: string,
): Promise<ApplyOutcome<SentMail>> {
  const { settings } = outside;
  const sent = await callService(outside, {
    service: resendAnswers,
    url: `${settings.RESEND_API_URL.replace(/\/+$/, "")}/emails`,
    method: "POST",
    headers: {
      authorization: `Bearer ${requireSetting(settings, "RESEND_API_KEY")}`,
      "idempotency-key": key,
    },
    body: { from: requireSetting(settings, "MAIL_FROM"), ...mail },
    answer,
    error,
  });
  return sent.kind === "answered" ? { kind: "applied", result: { emailId: sent.value.id } } : sent;
}

/**
 * What is known of a mail whose answer was lost. Resend can't be searched for a key, but sends nothing twice under one for
 * a day: within it the mail is sent again, after it nobody can tell.
 */
export function findAtResend(now: number, firstSentAt: number | null): ReconcileOutcome<SentMail> {
  return firstSentAt !== null && now - firstSentAt < keyLivesMs
    ? { kind: "repeatable" }
    : {
        kind: "unclear",
        error: "the mail may have been sent, and Resend no longer knows its key: look at Resend's log",
      };
}
