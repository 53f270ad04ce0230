import type { ReactElement } from "react";
import { JiraText } from "./jira-text.tsx";
import { type Payload, textIn } from "./payload.ts";
import classes from "./sheet.module.css";

/** A comment below its issue. */
export function jiraComment(payload: Payload): ReactElement | null {
  const [issue, text] = [textIn(payload, "issue"), textIn(payload, "text")];
  if (issue === null || text === null) return null;
  return (
    <article className={classes["sheet"]} aria-label="The comment">
      <div className={classes["head"]}>
        <p className={classes["title"]}>{issue}</p>
      </div>
      <div className={classes["body"]}>
        <p className={classes["issue"]}>The crew comments</p>
        <JiraText text={text} />
      </div>
    </article>
  );
}
