import { taskById } from "../db/tasks.ts";
import { SignalboxError } from "../platform/errors.ts";
import type { Spine } from "./context.ts";

/**
 * A task that somebody names.
 * @throws SignalboxError `not_found` when there is none.
 */
export async function existingTask(spine: Spine, taskId: string) {
  const task = await taskById(spine.db, taskId);
  if (!task) throw new SignalboxError("not_found", `there is no task ${taskId}`);
  return task;
}
