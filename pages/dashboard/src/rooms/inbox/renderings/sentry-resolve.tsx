import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import { type Payload, textIn } from "./payload.ts";
import classes from "./sheet.module.css";

/** A Sentry issue that is called fixed. */
export function sentryResolve(payload: Payload): ReactElement | null {
  const [organization, issue] = [textIn(payload, "organization"), textIn(payload, "issueId")];
  if (organization === null || issue === null) return null;
  return (
    <article className={classes["sheet"]} aria-label="The issue">
      <div className={classes["head"]}>
        <p className={classes["issue"]}>{organization}</p>
        <p className={classes["title"]}>Issue {issue}</p>
      </div>
      <div className={classes["body"]}>
        <p className={classes["plain"]}>Resolved in the next release.</p>
        <Text size="sm" c="dimmed" mt="xs">
          If it happens again after that, Sentry opens it again.
        </Text>
      </div>
    </article>
  );
}
