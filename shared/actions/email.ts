import { z } from "zod";
import { keyLivesMs, sendMail, type SentMail } from "../integrations/mail/client.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import { oneLine, words } from "./one-line.ts";

export const emailSchema = z.strictObject({
  to: z
    .array(z.email().toLowerCase())
    .min(1)
    .max(10)
    .refine((to) => new Set(to).size === to.length, "names an address twice"),
  subject: oneLine(200),
  text: words(20_000),
});

export type Email = z.infer<typeof emailSchema>;

/**
 * What every kind of mail has in common. Resend can't be searched for a key, but sends nothing twice under one for a
 * day: within it a mail whose answer was lost is sent again, after it nobody can tell.
 */
export const email = {
  schema: emailSchema,
  result: z.object({ emailId: z.string() }),
  service: "mail",
  target: ({ to }) => `mail:${to.toSorted().join(",")}`,
  preview: ({ to, subject, text }) => ({ title: subject, body: `To: ${to.join(", ")}\n\n${text}` }),
  apply: async (ground, action) => sendMail(ground, action.payload, action.id),
  reconcile: async (ground, { firstSentAt }) =>
    firstSentAt !== null && ground.now() - firstSentAt < keyLivesMs
      ? { kind: "repeatable" }
      : {
          kind: "unclear",
          error: "the mail may have been sent, and Resend no longer knows its key: look at Resend's log",
        },
} satisfies Omit<ActionKindModule<"email_external", Email, SentMail>, "kind">;
