import type { ActionKindModule } from "../spine/action-kind.ts";
import { email, type Email } from "./email.ts";
import type { SentMail } from "../integrations/mail/mail.ts";

/** A mail to people of the team, at the addresses that PEOPLE has of them: a digest and the like. */
export const emailInternal: ActionKindModule<"email_internal", Email, SentMail> = {
  kind: "email_internal",
  ...email,
  outOfBounds: ({ to }, { people }) => {
    const strangers = to.filter((address) => !people.includes(address));
    return strangers.length === 0
      ? null
      : `${strangers.join(", ")} ${strangers.length === 1 ? "is" : "are"} nobody's address in PEOPLE`;
  },
};
