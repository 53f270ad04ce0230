import { z } from "zod";
import { messageTarget } from "../domain/target.ts";
import { findMail, sendMail } from "../integrations/mail/client.ts";
import type { SentMail } from "../integrations/mail/mail.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import { oneLine, words } from "./one-line.ts";
import { dueAt, publishAt } from "./publish-at.ts";

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

/** What is told to the world has its time. */
export const datedEmailSchema = emailSchema.extend({ publishAt });
export type DatedEmail = z.infer<typeof datedEmailSchema>;

/** What every kind of mail has in common. */
export const email = {
  schema: emailSchema,
  result: z.object({ emailId: z.string() }),
  service: "mail",
  // Another mail to the same people about something else doesn't stand in its way.
  target: ({ to, subject }) => messageTarget(`mail:${to.toSorted().join(",")}`, subject),
  preview: ({ to, subject, text }) => ({ title: subject, body: `To: ${to.join(", ")}\n\n${text}` }),
  apply: async (ground, action) => sendMail(ground, action.payload, action.id),
  reconcile: async (ground, { id, firstSentAt }) => findMail(ground, id, firstSentAt),
} satisfies Omit<ActionKindModule<"email_external", Email, SentMail>, "kind">;

/** What mails have in common that may be part of something bigger, and go out when that does. */
export const datedEmail = {
  ...email,
  schema: datedEmailSchema,
  dueAt,
  wording: ["subject", "text"],
  apply: async (ground, { id, payload: { to, subject, text } }) =>
    sendMail(ground, { to, subject, text }, id),
} satisfies Omit<ActionKindModule<"email_external", DatedEmail, SentMail>, "kind">;
