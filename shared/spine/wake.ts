import { describeError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import type { Spine } from "./context.ts";

/** The one event that workflows wait for. It carries nothing: whoever wakes reads the records and sees for itself. */
export const wakeEvent = "wake";

/** Until this moment the watchdog is known to look soon enough. */
let watchedUntil = 0;
/** Clocks of two machines differ by less. */
const marginMs = 500;

/** Sees to it that the watchdog looks soon. Whoever calls it has recorded what is to be looked after. */
export async function watchTasks({ WATCHDOG }: Pick<Env, "WATCHDOG">): Promise<void> {
  if (Date.now() < watchedUntil) return;
  watchedUntil = (await WATCHDOG.getByName("all").watch()) - marginMs;
}

/**
 * Wakes a task's workflow. Not being able to is no failure: the records are written, and the watchdog, which is set for it,
 * tries again until the workflow has seen them.
 */
export async function wakeTask(spine: Pick<Spine, "env" | "jobs">, taskId: string): Promise<void> {
  if (spine.jobs.ofTask(taskId) === null) return;
  const [watched] = await Promise.allSettled([watchTasks(spine.env), wakeWorkflow(spine, taskId)]);
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
