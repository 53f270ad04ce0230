import { z } from "zod";
import { type ActionView, renders } from "./action-view.ts";
import type { JiraCreateTicket } from "../../../../shared/actions/jira-create-ticket.ts";
import { JiraText } from "./jira-text.tsx";
import classes from "./sheet.module.css";

const form = {
  project: z.string(),
  type: z.string(),
  summary: z.string(),
  description: z.string(),
};

/** A new issue as its project will show it. */
export const jiraCreateTicket: ActionView = {
  rendering: renders<JiraCreateTicket>()(form, ({ project, type, summary, description }) => (
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
  )),
};
