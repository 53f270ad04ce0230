export const openStatuses = [
  "queued",
  "working",
  "waiting_reply",
  "waiting_approval",
  "on_hold",
  "waiting_time",
  "out_of_budget",
  "waiting_merge",
] as const;
export const finalStatuses = ["done", "rejected", "failed", "cancelled"] as const;
export const taskStatuses = [...openStatuses, ...finalStatuses] as const;

export type TaskStatus = (typeof taskStatuses)[number];

const final: ReadonlySet<TaskStatus> = new Set(finalStatuses);

/** True for a status that no later fact can change. */
export function isFinal(status: TaskStatus): boolean {
  return final.has(status);
}
