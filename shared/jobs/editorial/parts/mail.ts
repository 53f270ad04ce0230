import { z } from "zod";
import { emailStakeholder } from "../../../actions/email-stakeholder.ts";
import { projectRules } from "../../../policy/rules.ts";
import { announcement, update } from "../outlets/mail-out.ts";
import { piece, sealOutlet } from "../outlets/outlet.ts";
import { replyProblems } from "../reply-text.ts";
import { sealPart } from "./part.ts";

const schema = z.object({
  subject: z.string().describe("one line of at most 120 characters"),
  text: z.string().describe("the whole mail as plain text, with greeting and close; at most 5000 characters"),
});

/** A mail of our own: to stakeholders of the project, or to anybody. */
export const mailPart = sealPart({
  name: "mail",
  is: "the mail that tells people of it, as plain text",
  schema,
  outlets: [sealOutlet(update), sealOutlet(announcement)],
  problems: ({ subject, text }, known) => [
    ...(subject.trim() === "" || subject.length > 120 || /[\r\n]/.test(subject)
      ? ["subject: must be one line of 1 to 120 characters"]
      : []),
    ...replyProblems(text, known),
  ],
  piece: async ({ subject, text }, { spine, project, recipients, publishAt }) => {
    const { stakeholders } = projectRules(spine.settings.RULES, project);
    const payload = { to: [...recipients], subject: subject.trim(), text: text.trim(), publishAt };
    const isOurs = recipients.every((one) =>
      stakeholders.some((known) => known === one || (known.startsWith("@") && one.endsWith(known))),
    );
    return isOurs && emailStakeholder.schema.safeParse(payload).success
      ? piece(update, payload)
      : piece(announcement, payload);
  },
  text: ({ subject, text }) => `${subject}\n\n${text}`,
});
