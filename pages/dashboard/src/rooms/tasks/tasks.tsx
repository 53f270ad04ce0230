import { Button, Stack } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { taskStatuses } from "../../../../../shared/domain/task-status.ts";
import { call } from "../../api/client.ts";
import { useList } from "../../api/use-api.ts";
import { oneOf } from "../../parts/address.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failure } from "../../parts/failure.tsx";
import { LoadMore } from "../../parts/load-more.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Room } from "../../parts/room.tsx";
import rows from "../../parts/rows.module.css";
import { useAddress } from "../../parts/use-address.ts";
import { useSession } from "../../session/session.tsx";
import { TaskFilters } from "./task-filters.tsx";
import { TaskRow } from "./task-row.tsx";

/** All tasks, narrowed to what the address says. */
export function Tasks(): ReactElement {
  const { may } = useSession();
  return (
    <Room
      title="Tasks"
      lead="Every piece of work, from what asked for it to how it ended."
      actions={
        may("approver") && (
          <Button component={Link} href="/tasks/new">
            Run a task
          </Button>
        )
      }
    >
      <TaskFilters />
      <TaskList />
    </Room>
  );
}

function TaskList(): ReactElement {
  const { get } = useAddress();
  const query = {
    status: oneOf(get("status"), taskStatuses),
    project: get("project") ?? undefined,
    kind: get("kind") ?? undefined,
    q: get("q") ?? undefined,
  };
  const list = useList(["GET /api/tasks", query], async (cursor, signal) =>
    call("GET /api/tasks", { query: { ...query, cursor } }, signal),
  );
  if (list.data === undefined)
    return list.error === null ? (
      <Loading lines={8} />
    ) : (
      <Failure error={list.error} onRetry={() => void list.refetch()} />
    );
  const tasks = list.data.pages.flatMap((page) => page.tasks);
  const isNarrowed = Object.values(query).some((value) => value !== undefined);
  return (
    <Stack>
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {tasks.length === 0 ? (
        <Empty title={isNarrowed ? "No task fits" : "No tasks yet"}>
          {isNarrowed
            ? "Take a filter away, or look for other words."
            : "One begins when somebody mentions Signalbox in Slack, proposes an action, or runs a task here."}
        </Empty>
      ) : (
        <ul className={rows["rows"]} aria-label="Tasks" aria-busy={list.isPlaceholderData}>
          {tasks.map((task) => (
            <TaskRow task={task} key={task.id} />
          ))}
        </ul>
      )}
      <LoadMore list={list} />
    </Stack>
  );
}
