import { eq } from "drizzle-orm";
import { tasks } from "../db/schema.ts";
import { isTalk } from "../domain/talk.ts";
import { type Cancel, describeCancel } from "../domain/task.ts";
import { isFinal, type TaskStatus } from "../domain/task-status.ts";
import type { Ground } from "./ground.ts";

/** A task as far as it decides whether something may still be done on its behalf. */
export interface Principal {
  kind: string;
  status: TaskStatus;
  cancel: Cancel | null;
}

/**
 * Why nothing may be done on a task's behalf any more; null when it may. A cancelled task still talks with its people,
 * who are to know; where a notification is all that the task was to do, it talks only after its end.
 */
export function whyCancelled(task: Principal | null, kind: string): string | null {
  if (!task?.cancel) return null;
  const talks = isTalk(kind) && (task.kind !== kind || isFinal(task.status));
  return talks ? null : `its task was ${describeCancel(task.cancel)}`;
}

/** Whether a task was cancelled. */
export async function isTaskCancelled({ db }: Pick<Ground, "db">, taskId: string): Promise<boolean> {
  const task = await db.select({ cancel: tasks.cancel }).from(tasks).where(eq(tasks.id, taskId)).get();
  return (task?.cancel ?? null) !== null;
}
