import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { finalStatuses, isFinal, openStatuses } from "../../../../../shared/domain/task-status.ts";
import { useApi } from "../../api/use-api.ts";
import { StatusBadge, statusWords, type TaskStatus } from "../../parts/badges.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Panel } from "../../parts/panel.tsx";
import { taskName } from "../../parts/task-name.ts";
import { When } from "../../parts/when.tsx";
import { useSession } from "../../session/session.tsx";
import classes from "./overview.module.css";

/** Tasks by status, and the newest that have not ended. */
export function Runs({
  counts,
  span,
}: {
  counts: Partial<Record<TaskStatus, number>>;
  span: string;
}): ReactElement {
  const { may } = useSession();
  return (
    <Panel
      title="Tasks"
      actions={
        may("approver") && (
          <Button component={Link} href="/tasks/new" size="compact-sm" variant="default">
            Run a task
          </Button>
        )
      }
    >
      <Counts label="Open" none="none" counts={countsOf(counts, openStatuses)} />
      <Counts label={`Ended in ${span}`} none="none" counts={countsOf(counts, finalStatuses)} />
      <NewestOpen isAnyOpen={countsOf(counts, openStatuses).length > 0} />
    </Panel>
  );
}

function Counts({
  label,
  none,
  counts,
}: {
  label: string;
  none: string;
  counts: { status: TaskStatus; count: number }[];
}): ReactElement {
  return (
    <Group gap="md" style={{ rowGap: 4 }}>
      <Text size="sm" c="dimmed">
        {label}:
      </Text>
      {counts.length === 0 && <Text size="sm">{none}</Text>}
      {counts.map(({ status, count }) => (
        <Anchor key={status} component={Link} href={`/tasks?status=${status}`} className={classes["chip"]}>
          <strong>{count}</strong> {statusWords(status)}
        </Anchor>
      ))}
    </Group>
  );
}

function NewestOpen({ isAnyOpen }: { isAnyOpen: boolean }): ReactElement {
  const { data, error, refetch } = useApi("GET /api/tasks", { query: { limit: 50 } });
  if (data === undefined)
    return error === null ? <Loading lines={3} /> : <Failure error={error} onRetry={() => void refetch()} />;
  const tasks = openTasks(data.tasks, 6);
  if (tasks.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {isAnyOpen
          ? "Those that are open are older than the last fifty tasks."
          : "No task is open. A message in Slack starts one."}
      </Text>
    );
  return (
    <ul className={classes["list"]} aria-label="Newest open tasks">
      {tasks.map(({ id, title, kind, project, status, waitingFor, createdAt }) => (
        <li key={id} className={classes["row"]}>
          <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
            <Stack gap={0} miw={0}>
              <Anchor component={Link} href={`/tasks/${encodeURIComponent(id)}`} size="sm" truncate="end">
                {taskName({ title, kind })}
              </Anchor>
              <Text size="xs" c="dimmed" lineClamp={1}>
                {project}, <When at={createdAt} />
                {waitingFor !== null && `: ${waitingFor}`}
              </Text>
            </Stack>
            <StatusBadge status={status} />
          </Group>
        </li>
      ))}
    </ul>
  );
}

/** The statuses that have tasks, in their own order. */
export function countsOf(
  counts: Partial<Record<TaskStatus, number>>,
  statuses: readonly TaskStatus[],
): { status: TaskStatus; count: number }[] {
  return statuses.flatMap((status) => {
    const count = counts[status] ?? 0;
    return count > 0 ? [{ status, count }] : [];
  });
}

/** The first tasks of a list that have not ended. */
export function openTasks<T extends { status: TaskStatus }>(tasks: readonly T[], most: number): T[] {
  return tasks.filter(({ status }) => !isFinal(status)).slice(0, most);
}
