import { cut } from "../platform/cut.ts";
import { z } from "zod";
import type { ReceivedMail } from "../domain/received-mail.ts";
import { messageIdForm } from "../domain/received-mail.ts";
import type { SentMail } from "../integrations/mail/mail.ts";
import { findReply, sendReply, standingOfReply } from "../integrations/mail/reply.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import { whyNotOnThread } from "./mail-thread.ts";
import { oneLine, words } from "./one-line.ts";
import { dueAt, publishAt } from "./publish-at.ts";

const address = z.email().toLowerCase();
const messageId = z.string().regex(messageIdForm, "must be a Message-ID such as <a@example.com>");

const emailReplySchema = z.strictObject({
  /** The task whose answer it is. */
  draftId: z.string().min(1),
  /** Our own address, which the mail came to: the answer goes from there. */
  mailbox: address,
  to: z.array(address).min(1).max(10),
  cc: z.array(address).max(20),
  subject: oneLine(250),
  text: words(20_000),
  /** The mail that is answered: `<id@host>`, or `sha256:…` for one that has no name. */
  inReplyTo: z.union([messageId, z.string().regex(/^sha256:[0-9a-f]{64}$/)]),
  references: z.array(messageId).max(50),
  /** Gmail's thread; null: it came by another way. */
  threadId: z.string().min(1).nullable(),
  publishAt,
});
export type EmailReply = z.infer<typeof emailReplySchema>;

/** An answer to a mail that came in, in its thread, to those who are on it. Its own Message-ID names the action. */
export const emailReply: ActionKindModule<"email_reply", EmailReply, SentMail> = {
  kind: "email_reply",
  schema: emailReplySchema,
  result: z.object({ emailId: z.string() }),
  service: "gmail",
  target: ({ draftId }) => `mail:${draftId}`,
  preview: ({ mailbox, to, cc, subject, text }) => ({
    title: subject,
    body: `From: ${mailbox}\nTo: ${to.join(", ")}${cc.length === 0 ? "" : `\nCc: ${cc.join(", ")}`}\n\n${text}`,
  }),
  dueAt,
  wording: ["text"],
  apply: async (ground, action) => {
    const stranger = await whyNotOnThread(ground, action.payload);
    return stranger === null
      ? sendReply(ground, action.payload, action.id)
      : { kind: "refused", error: stranger };
  },
  reconcile: async (ground, { id, payload, ...sent }) => findReply(ground, payload, id, sent),
  standing: async (ground, { payload }, { emailId }) => standingOfReply(ground, payload, emailId),
};

/** The answer to a mail, but for what it says: everything else is taken from the mail, so that no model can choose whom it reaches. */
export function replyTo(
  mail: ReceivedMail,
  { draftId, text, publishAt: at = null }: { draftId: string; text: string; publishAt?: string | null },
): EmailReply {
  return {
    draftId,
    mailbox: mail.mailbox,
    to: [mail.from.address],
    cc: [],
    subject: answered(mail.subject),
    text,
    inReplyTo: mail.messageId,
    references: [...mail.references, mail.messageId].filter((id) => messageIdForm.test(id)).slice(-20),
    threadId: mail.threadId,
    publishAt: at,
  };
}

function answered(subject: string): string {
  if (subject === "") return "Re: your mail";
  return cut(/^re:/i.test(subject) ? subject : `Re: ${subject}`, 250);
}
