import type { ActionKindModule } from "../spine/action-kind.ts";
import { email, type Email } from "./email.ts";
import type { SentMail } from "../integrations/mail/mail.ts";

/** A mail to anybody. */
export const emailExternal: ActionKindModule<"email_external", Email, SentMail> = {
  kind: "email_external",
  ...email,
};
