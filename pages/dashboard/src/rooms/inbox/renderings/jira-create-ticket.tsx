import type { ReactElement } from "react";
import { JiraText } from "./jira-text.tsx";
import { type Payload, textIn } from "./payload.ts";
import classes from "./sheet.module.css";

/** A new issue as its project will show it. */
export function jiraCreateTicket(payload: Payload): ReactElement | null {
  const [project, type] = [textIn(payload, "project"), textIn(payload, "type")];
  const [summary, description] = [textIn(payload, "summary"), textIn(payload, "description")];
  if (project === null || type === null || summary === null || description === null) return null;
  return (
    <article className={classes["sheet"]} aria-label="The issue">
      <div className={classes["head"]}>
        <p className={classes["issue"]}>
          {project} / new {type}
        </p>
        <p className={classes["title"]}>{summary}</p>
      </div>
      <div className={classes["body"]}>
        {description.trim() === "" ? (
          <p className={classes["issue"]}>No description.</p>
        ) : (
          <JiraText text={description} />
        )}
      </div>
    </article>
  );
}
