import { z } from "zod";
import { type ActionView, renders } from "./action-view.ts";
import type { JiraStatusChange } from "../../../../shared/actions/jira-status-change.ts";
import { Text, VisuallyHidden } from "@mantine/core";
import classes from "./sheet.module.css";

const form = {
  issue: z.string(),
  from: z.string().nullable(),
  to: z.string(),
  orDone: z.boolean().optional(),
};

/** An issue on its way from one status to another. */
export const jiraStatusChange: ActionView = {
  rendering: renders<JiraStatusChange>()(form, ({ issue, from, to, orDone = false }) => (
    <article className={classes["sheet"]} aria-label="The move">
      <div className={classes["head"]}>
        <p className={classes["title"]}>{issue}</p>
      </div>
      <div className={classes["body"]}>
        <div className={classes["move"]}>
          <span className={classes["status"]}>{from ?? "Whatever it is"}</span>
          <span aria-hidden="true">→</span>
          <VisuallyHidden>to</VisuallyHidden>
          <span className={classes["status"]} data-new="true">
            {to}
          </span>
        </div>
        <Text size="sm" c="dimmed" mt="md">
          {from === null
            ? "It is moved from whatever status it has by then."
            : `If it is something other than ${from} by then, it is not moved at all.`}
          {orDone && " Where its workflow has no way there, another status that counts as done will do."}
        </Text>
      </div>
    </article>
  )),
};
