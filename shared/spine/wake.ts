import { log } from "../platform/log.ts";
import { describeError } from "../platform/errors.ts";
import type { Spine } from "./context.ts";

/** The one event that workflows wait for. It carries nothing: whoever wakes reads the records and sees for itself. */
export const wakeEvent = "wake";

/**
 * Wakes a task's workflow. Not being able to is no failure: the records are written, and the task's watchdog tries
 * again until the workflow has seen them.
 */
export async function wakeTask({ env, jobs }: Pick<Spine, "env" | "jobs">, taskId: string): Promise<void> {
  const job = jobs.ofTask(taskId);
  if (job === null) return;
  try {
    const instance = await job.workflow(env).get(taskId);
    await instance.sendEvent({ type: wakeEvent, payload: {} });
  } catch (error) {
    log.warn("task.not_woken", { taskId, reason: describeError(error) });
  }
}
