import { type EmailReply, emailReply } from "../../../actions/email-reply.ts";
import type { SentMail } from "../../../integrations/mail/mail.ts";
import { mrkdwn } from "../../../integrations/slack/mrkdwn.ts";
import type { Outlet } from "./outlet.ts";

/** An answer to a mail that came in. Its payload is made of that mail by `replyTo`. */
export const mail: Outlet<"email_reply", EmailReply, SentMail> = {
  step: "reply",
  noun: "mail reply",
  effect: emailReply,
  facts: ({ mailbox, to, cc }) => [mrkdwn`from ${mailbox}`, mrkdwn`to ${[...to, ...cc].join(", ")}`],
  outcome: () => ({ url: null, note: mrkdwn`It is in the thread of the mail that it answers.` }),
};
