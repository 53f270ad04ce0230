import { z } from "zod";
import { type ActionView, renders } from "./action-view.ts";
import type { JiraComment } from "../../../../shared/actions/jira-comment.ts";
import { JiraText } from "./jira-text.tsx";
import classes from "./sheet.module.css";

const form = { issue: z.string(), text: z.string() };

/** A comment below its issue. */
export const jiraComment: ActionView = {
  rendering: renders<JiraComment>()(form, ({ issue, text }) => (
    <article className={classes["sheet"]} aria-label="The comment">
      <div className={classes["head"]}>
        <p className={classes["title"]}>{issue}</p>
      </div>
      <div className={classes["body"]}>
        <p className={classes["issue"]}>The crew comments</p>
        <JiraText text={text} />
      </div>
    </article>
  )),
};
