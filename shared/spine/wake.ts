import { log } from "../platform/log.ts";
import { describeError } from "../platform/errors.ts";
import { jobOfTask, type WorkflowBinding, workflowOf } from "./jobs.ts";

/** The one event that workflows wait for. It carries nothing: whoever wakes reads the records and sees for itself. */
export const wakeEvent = "wake";

/**
 * Wakes a task's workflow. Not being able to is no failure: the records are written, and the task's watchdog tries
 * again until the workflow has seen them.
 */
export async function wakeTask(env: Pick<Env, WorkflowBinding>, taskId: string): Promise<void> {
  const job = jobOfTask(taskId);
  if (job === null) return;
  try {
    const instance = await workflowOf(env, job).get(taskId);
    await instance.sendEvent({ type: wakeEvent, payload: {} });
  } catch (error) {
    log.warn("task.not_woken", { taskId, reason: describeError(error) });
  }
}
