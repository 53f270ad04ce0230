import { Alert, Anchor, Group, Paper, Stack, Text } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import { Link } from "wouter";
import { webAddress } from "../../parts/address.ts";
import { StatusBadge } from "../../parts/badges.tsx";
import type { FactView } from "../../parts/fact/fact-view.ts";
import { dollars } from "../../parts/money.tsx";
import { Moment } from "../../parts/when.tsx";
import { Person } from "../../parts/person.tsx";
import { Told } from "../../parts/told.tsx";
import { kindWords } from "../../actions/registry.ts";
import { counted, spoken } from "../../parts/words.ts";
import { Elapsed } from "./elapsed.tsx";
import type { Dossier } from "../../jobs/job-panels.ts";
import classes from "./task-head.module.css";
import { TaskStops } from "./task-stops.tsx";
import { endOf, type Standing } from "./timeline-merge.ts";

/** What a task is, how it stands and what it took, before its story. */
export function TaskHead({
  dossier: { task, cost, approvals },
  standing: { status, waitingFor },
  timeline,
}: {
  dossier: Dossier;
  standing: Standing;
  timeline: readonly FactView[];
}): ReactElement {
  const url = task.result && webAddress(task.result.url);
  const end = endOf(timeline);
  // A failure and a cancelled task have words of their own below.
  const words = status === "rejected" ? (end?.summary ?? null) : waitingFor;
  return (
    <Stack gap="sm">
      <Paper withBorder p="md">
        <Stack gap="sm">
          <div role="status" aria-live="polite" className={classes["standing"]}>
            <StatusBadge status={status} />
            {words !== null && (
              <Text component="span" size="sm">
                <Told text={words} />
              </Text>
            )}
          </div>
          <PendingLinks approvals={approvals} />
          <dl className={classes["facts"]}>
            <One name="Kind">{kindWords(task.kind)}</One>
            <One name="Project">{task.project}</One>
            <One name="Requested by">
              <Person id={task.requestedBy} />
            </One>
            <One name="Started">
              <Moment at={task.createdAt} />
            </One>
            <One name="Duration">
              <Elapsed from={Date.parse(task.createdAt)} to={end && Date.parse(end.at)} />
            </One>
            <One name="Cost">
              {dollars(cost.usd)}
              <Text size="xs" c="dimmed">
                {counted(cost.calls, "call")}, {counted(cost.inputTokens, "token")} in,{" "}
                {counted(cost.outputTokens, "token")} out
              </Text>
            </One>
            <One name="Signal">
              <Anchor component={Link} href={`/signals?signal=${encodeURIComponent(task.signalId)}`} inherit>
                {task.signalId}
              </Anchor>
            </One>
            {task.archivedAt !== null && (
              <One name="From the archive">
                <Moment at={task.archivedAt} />
                <Text size="xs" c="dimmed">
                  is when its records moved there
                </Text>
              </One>
            )}
            {url !== null && (
              <One name="Result" isWide>
                <Anchor href={url} target="_blank" rel="noreferrer noopener" inherit>
                  {url}
                </Anchor>
              </One>
            )}
          </dl>
        </Stack>
      </Paper>
      {task.failure !== null && task.failure.code !== "cancelled" && (
        <Alert color="red" variant="light" title={`It failed: ${spoken(task.failure.code).toLowerCase()}`}>
          <Told text={task.failure.message} />
        </Alert>
      )}
      {end === null && <TaskStops task={task} timeline={timeline} />}
      {task.cancel !== null && (
        <Alert color="gray" variant="light" title={end === null ? "It is being cancelled" : "Cancelled"}>
          <Person id={task.cancel.by} />: {task.cancel.reason}
        </Alert>
      )}
    </Stack>
  );
}

function One({
  name,
  isWide = false,
  children,
}: {
  name: string;
  /** For what would be cut to pieces in one column. */
  isWide?: boolean;
  children: ReactNode;
}): ReactElement {
  return (
    <div data-wide={isWide || undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The ways to where people decide what the task waits for. */
function PendingLinks({ approvals }: Pick<Dossier, "approvals">): ReactElement | null {
  const pending = approvals.filter(({ status }) => status === "pending");
  if (pending.length === 0) return null;
  return (
    <Group gap="md">
      {pending.map(({ id, kind, holdUntil }) => (
        <Anchor component={Link} href={`/inbox/${encodeURIComponent(id)}`} size="sm" fw={600} key={id}>
          {holdUntil === null ? "Look and decide" : "Look at the hold"}: {kindWords(kind).toLowerCase()}
        </Anchor>
      ))}
    </Group>
  );
}
