import { z } from "zod";
import { type ActionView, renders } from "./action-view.ts";
import { Fields } from "./fields.tsx";
import type { Email } from "../../../../shared/actions/email.ts";
import classes from "./sheet.module.css";

const form = { to: z.array(z.string()), subject: z.string(), text: z.string() };

/** A mail as its readers get it: plain text with exactly its line breaks. */
export const email: ActionView = {
  rendering: renders<Email>()(form, ({ to, subject, text }) => (
    <article className={classes["sheet"]} aria-label="The mail">
      <div className={classes["head"]}>
        <Fields
          fields={[
            ["From", "The crew’s own address (MAIL_FROM)"],
            ["To", to.join(", ")],
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
