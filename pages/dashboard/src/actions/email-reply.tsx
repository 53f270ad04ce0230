import { z } from "zod";
import type { EmailReply } from "../../../../shared/actions/email-reply.ts";
import { type ActionView, renders } from "./action-view.ts";
import { Fields } from "./fields.tsx";
import classes from "./sheet.module.css";

const form = {
  mailbox: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
};

/** An answer to a mail, as whoever wrote it gets it. */
export const emailReply: ActionView = {
  words: "Answer to a mail",
  rendering: renders<EmailReply>()(form, ({ mailbox, to, cc, subject, text }) => (
    <article className={classes["sheet"]} aria-label="The answer">
      <div className={classes["head"]}>
        <Fields
          fields={[
            ["From", mailbox],
            ["To", to.join(", ")],
            ...(cc.length === 0 ? [] : [["Cc", cc.join(", ")] as const]),
            ["Subject", <strong key="subject">{subject}</strong>],
          ]}
        />
      </div>
      <div className={classes["body"]}>
        <p className={classes["plain"]}>{text}</p>
      </div>
    </article>
  )),
};
