import type { Answer } from "../../api/types.ts";

type Task = Answer<"GET /api/tasks">["tasks"][number];
type TaskStatus = Task["status"];

export const openStatuses = [
  "queued",
  "working",
  "waiting_reply",
  "waiting_approval",
  "on_hold",
  "out_of_budget",
] as const satisfies TaskStatus[];

export const endedStatuses = ["done", "rejected", "failed", "cancelled"] as const satisfies TaskStatus[];

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
export function openTasks(tasks: readonly Task[], most: number): Task[] {
  return tasks.filter(({ status }) => openStatuses.some((one) => one === status)).slice(0, most);
}
