import { describeError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import type { Spine } from "./context.ts";

/** The one event that workflows wait for. It carries nothing: whoever wakes reads the records and sees for itself. */
export const wakeEvent = "wake";

/** Sets a task's watchdog for what begins now. */
export async function watchTask(env: Pick<Env, "TASK_AGENT">, taskId: string): Promise<void> {
  await env.TASK_AGENT.getByName(taskId).beReady();
}

/**
 * Wakes a task's workflow. Not being able to is no failure: the records are written, and the task's watchdog, which is set
 * for it, tries again until the workflow has seen them.
 */
export async function wakeTask(spine: Pick<Spine, "env" | "jobs">, taskId: string): Promise<void> {
  if (spine.jobs.ofTask(taskId) === null) return;
  const [watched] = await Promise.allSettled([watchTask(spine.env, taskId), wakeWorkflow(spine, taskId)]);
  if (watched.status === "rejected")
    log.warn("task.not_watched", { taskId, reason: describeError(watched.reason) });
}

/** Sends the event, without which the watchdog sends it. */
export async function wakeWorkflow(
  { env, jobs }: Pick<Spine, "env" | "jobs">,
  taskId: string,
): Promise<void> {
  try {
    const instance = await jobs.ofTask(taskId)?.workflow(env).get(taskId);
    await instance?.sendEvent({ type: wakeEvent, payload: {} });
  } catch (error) {
    log.warn("task.not_woken", { taskId, reason: describeError(error) });
  }
}
