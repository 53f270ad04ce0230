import { z } from "zod";
import type { ApplyOutcome, EffectResult } from "../../domain/sending.ts";
import { type Outside, requireSetting } from "../../platform/config.ts";
import { callService } from "../call.ts";

export interface Mail {
  to: string[];
  subject: string;
  text: string;
}

/** How long Resend remembers an idempotency key, milliseconds, less an hour for clocks that differ. */
export const keyLivesMs = 23 * 60 * 60 * 1000;

export interface SentMail extends EffectResult {
  emailId: string;
}

const answer = z.object({ id: z.string().min(1) });

/** Resend's error envelope. Only one of its conflicts passes by itself: the first request is not through yet. */
const error = z
  .object({ name: z.string(), message: z.string() })
  .transform(({ name, message }) => ({ message, pending: name === "concurrent_idempotent_requests" }));

/** Sends a mail through Resend (`POST /emails`), at most once within a day for one key. */
export async function sendMail(outside: Outside, mail: Mail, key: string): Promise<ApplyOutcome<SentMail>> {
  const { settings } = outside;
  const sent = await callService(outside, {
    service: "Resend",
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
