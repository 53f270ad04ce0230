import type { ReactElement } from "react";
import { type Payload, textIn, textsIn } from "./payload.ts";
import classes from "./sheet.module.css";

/** A mail as its readers get it: plain text with exactly its line breaks. */
export function email(payload: Payload): ReactElement | null {
  const [to, subject, text] = [textsIn(payload, "to"), textIn(payload, "subject"), textIn(payload, "text")];
  if (to === null || subject === null || text === null) return null;
  return (
    <article className={classes["sheet"]} aria-label="The mail">
      <div className={classes["head"]}>
        <dl className={classes["fields"]}>
          <dt>From</dt>
          <dd>The crew’s own address (MAIL_FROM)</dd>
          <dt>To</dt>
          <dd>{to.join(", ")}</dd>
          <dt>Subject</dt>
          <dd>
            <strong>{subject}</strong>
          </dd>
        </dl>
      </div>
      <div className={classes["body"]}>
        <p className={classes["plain"]}>{text}</p>
      </div>
    </article>
  );
}
