import type { DatedEmail } from "../../../actions/email.ts";
import { emailExternal } from "../../../actions/email-external.ts";
import { emailStakeholder } from "../../../actions/email-stakeholder.ts";
import type { SentMail } from "../../../integrations/mail/mail.ts";
import { mrkdwn } from "../../../integrations/slack/mrkdwn.ts";
import type { Outlet } from "./outlet.ts";

const shared = {
  noun: "mail",
  facts: ({ to }: DatedEmail) => [mrkdwn`to ${to.join(", ")}`],
  outcome: () => ({ url: null, note: mrkdwn`The mail is on its way.` }),
};

/** A mail of our own, to anybody. */
export const announcement: Outlet<"email_external", DatedEmail, SentMail> = {
  step: "announcement",
  effect: emailExternal,
  ...shared,
};

/** A mail of our own, to people whom the project's rules name. */
export const update: Outlet<"email_stakeholder", DatedEmail, SentMail> = {
  step: "update",
  effect: emailStakeholder,
  ...shared,
};
