import { Anchor, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import type { Answer } from "../api/types.ts";
import { webAddress } from "./address.ts";
import classes from "./merges.module.css";
import { useNameOf } from "./person.tsx";
import { When } from "./when.tsx";

/** Pull requests that wait for somebody to merge them on GitHub: which, since when, and whose review that is. */
export function Merges({ merges }: { merges: Answer<"GET /api/overview">["merges"] }): ReactElement {
  const nameOf = useNameOf();
  return (
    <ul className={classes["list"]} aria-label="Pull requests to merge">
      {merges.map(({ taskId, title, repository, pullRequest, url, since, reviewers }) => {
        const address = url === null ? null : webAddress(url);
        const name = `${repository ?? "a repository"}#${pullRequest ?? "?"}`;
        return (
          <li key={taskId} className={classes["row"]}>
            <Anchor
              component={Link}
              href={`/tasks/${encodeURIComponent(taskId)}`}
              className={classes["title"]}
            >
              {title ?? "A bug without a title"}
            </Anchor>
            <Text component="span" size="xs" c="dimmed">
              {address === null ? (
                name
              ) : (
                <Anchor href={address} target="_blank" rel="noreferrer noopener" underline="always" inherit>
                  {name}
                </Anchor>
              )}
              , ready <When at={since} />
              {reviewers.length > 0 && `, for review by ${reviewers.map(nameOf).join(" or ")}`}
            </Text>
          </li>
        );
      })}
    </ul>
  );
}
