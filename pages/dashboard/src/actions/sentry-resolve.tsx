import { z } from "zod";
import { type ActionView, renders } from "./action-view.ts";
import type { SentryResolve } from "../../../../shared/actions/sentry-resolve.ts";
import { Text } from "@mantine/core";
import classes from "./sheet.module.css";

const form = { organization: z.string(), issueId: z.string() };

/** A Sentry issue that is called fixed. */
export const sentryResolve: ActionView = {
  rendering: renders<SentryResolve>()(form, ({ organization, issueId }) => (
    <article className={classes["sheet"]} aria-label="The issue">
      <div className={classes["head"]}>
        <p className={classes["issue"]}>{organization}</p>
        <p className={classes["title"]}>Issue {issueId}</p>
      </div>
      <div className={classes["body"]}>
        <p className={classes["plain"]}>Resolved in the next release.</p>
        <Text size="sm" c="dimmed" mt="xs">
          If it happens again after that, Sentry opens it again.
        </Text>
      </div>
    </article>
  )),
};
