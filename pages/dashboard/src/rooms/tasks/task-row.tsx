import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import type { Answer } from "../../api/client.ts";
import { StatusBadge } from "../../parts/badges.tsx";
import { Person } from "../../parts/person.tsx";
import { taskName } from "../../parts/task-name.ts";
import { Told } from "../../parts/told.tsx";
import { When } from "../../parts/when.tsx";
import { kindWords } from "../../actions/registry.ts";
import classes from "./task-row.module.css";

export type TaskView = Answer<"GET /api/tasks">["tasks"][number];

export function TaskRow({ task }: { task: TaskView }): ReactElement {
  const more = task.failure?.message ?? task.cancel?.reason ?? task.waitingFor;
  return (
    <li>
      <Link href={`/tasks/${encodeURIComponent(task.id)}`} className={classes["row"]}>
        <span className={classes["what"]}>
          <Text component="span" fw={600} className={classes["title"]}>
            {taskName(task)}
          </Text>
          {more !== null && (
            <Text component="span" size="sm" c="dimmed" lineClamp={2}>
              <Told text={more} />
            </Text>
          )}
        </span>
        <span className={classes["status"]}>
          <StatusBadge status={task.status} />
        </span>
        <span className={classes["meta"]}>
          <span>{task.title === null ? task.project : `${kindWords(task.kind)} · ${task.project}`}</span>
          <span>
            <Person id={task.requestedBy} />
          </span>
        </span>
        <span className={classes["when"]}>
          <When at={task.createdAt} />
        </span>
      </Link>
    </li>
  );
}
