import type { ActionKindModule } from "../spine/action-kind.ts";
import { datedEmail, type DatedEmail } from "./email.ts";
import type { SentMail } from "../integrations/mail/mail.ts";

/** A mail to people whom the project's rules name: by their address, or by their whole domain. */
export const emailStakeholder: ActionKindModule<"email_stakeholder", DatedEmail, SentMail> = {
  kind: "email_stakeholder",
  ...datedEmail,
  outOfBounds: ({ to }, { stakeholders }) => {
    const strangers = to.filter(
      (address) =>
        !stakeholders.includes(address) && !stakeholders.includes(address.slice(address.lastIndexOf("@"))),
    );
    return strangers.length === 0
      ? null
      : `${strangers.join(", ")} ${strangers.length === 1 ? "is" : "are"} on no list of stakeholders`;
  },
};
