import { Anchor, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import type { Answer } from "../../../api/client.ts";
import { webAddress } from "../../../parts/address.ts";
import { StatusBadge } from "../../../parts/badges.tsx";
import { Person } from "../../../parts/person.tsx";
import { Told } from "../../../parts/told.tsx";
import { When } from "../../../parts/when.tsx";
import classes from "./fix-row.module.css";

export type FixSummary = Answer<"GET /api/fixes">["fixes"][number];

/** What became of a fix beyond its task; what its task says already is left out. */
const outcomes: Record<NonNullable<FixSummary["state"]>, string | null> = {
  open: null,
  merged: "merged",
  closed: "closed by people",
  reported: "root cause told",
  failed: null,
};

export function FixRow({ fix }: { fix: FixSummary }): ReactElement {
  const { taskId, title, status, state, waitingFor, repository, pullRequest, url } = fix;
  const address = url === null ? null : webAddress(url);
  const more = fix.failure?.message ?? waitingFor;
  const outcome = state === null ? null : outcomes[state];
  return (
    <li className={classes["row"]}>
      <div className={classes["what"]}>
        <Anchor component={Link} href={`/tasks/${encodeURIComponent(taskId)}`} className={classes["title"]}>
          {title ?? "A bug without a title"}
        </Anchor>
        {more !== null && (
          <Text component="span" size="sm" c="dimmed" lineClamp={2}>
            <Told text={more} />
          </Text>
        )}
      </div>
      <div className={classes["status"]}>
        <StatusBadge status={status} />
        {outcome !== null && (
          <Text component="span" size="xs" c="dimmed">
            {outcome}
          </Text>
        )}
      </div>
      <div className={classes["where"]}>
        <span>{repository ?? "repository not found yet"}</span>
        {pullRequest !== null &&
          (address === null ? (
            <span>#{pullRequest}</span>
          ) : (
            <Anchor href={address} target="_blank" rel="noreferrer noopener" inherit>
              Pull request #{pullRequest}
            </Anchor>
          ))}
      </div>
      <div className={classes["when"]}>
        <When at={fix.createdAt} />
        <span>
          <Person id={fix.requestedBy} />
        </span>
      </div>
    </li>
  );
}
