import type { ActionKindModule } from "../spine/action-kind.ts";
import { datedEmail, type DatedEmail } from "./email.ts";
import type { SentMail } from "../integrations/mail/mail.ts";

/** A mail to anybody. */
export const emailExternal: ActionKindModule<"email_external", DatedEmail, SentMail> = {
  kind: "email_external",
  ...datedEmail,
};
