import { Text, VisuallyHidden } from "@mantine/core";
import type { ReactElement } from "react";
import { type Payload, textIn } from "./payload.ts";
import classes from "./sheet.module.css";

/** An issue on its way from one status to another. */
export function jiraStatusChange(payload: Payload): ReactElement | null {
  const [issue, from, to] = [textIn(payload, "issue"), textIn(payload, "from"), textIn(payload, "to")];
  if (issue === null || to === null) return null;
  return (
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
        </Text>
      </div>
    </article>
  );
}
