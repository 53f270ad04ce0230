import { eq } from "drizzle-orm";
import { signals } from "../db/schema.ts";
import { retrySignalId } from "../domain/signal.ts";
import type { TaskStatus } from "../domain/task-status.ts";
import { SignalboxError } from "../platform/errors.ts";
import { signalBody } from "./archive/read-archive.ts";
import type { Spine } from "./context.ts";
import { existingTask } from "./existing-task.ts";
import { enqueueSoon } from "./receive.ts";
import { newSignal } from "./record-signals.ts";
import { fact, hit, record } from "./record.ts";
import { taskIdOf } from "./jobs.ts";

const unsuccessful: ReadonlySet<TaskStatus> = new Set(["rejected", "failed", "cancelled"]);

export type Retried = { kind: "retried"; taskId: string } | { kind: "refused"; reason: string };

/**
 * Does a task that has ended without success once more: a new task, from a new signal that says the same. The signal's id
 * follows from the old task's, so that asking twice leads to the same new task.
 * @throws SignalboxError `not_found` when there is no such task, or no signal behind it.
 */
export async function retryTask(
  spine: Spine,
  { taskId, by }: { taskId: string; by: string },
): Promise<Retried> {
  const task = await existingTask(spine, taskId);
  if (task.status === "done") return { kind: "refused", reason: "it is done: there is nothing to do again" };
  if (!unsuccessful.has(task.status))
    return { kind: "refused", reason: `it has not ended: it is ${task.status.replaceAll("_", " ")}` };
  const first = await spine.db.select().from(signals).where(eq(signals.id, task.signalId)).get();
  if (!first) throw new SignalboxError("not_found", `the signal behind ${taskId} is gone`);
  const { kind, provenance } = first;
  const id = retrySignalId(taskId);
  const [job] = spine.jobs.takersOf({ id, kind });
  const form = spine.jobs.formOf(kind);
  if (job === undefined || form === null)
    return { kind: "refused", reason: `no job takes a ${kind} any more` };
  const next = await taskIdOf(id, job);
  const signal = { id, kind, provenance, body: form.again(await signalBody(spine, first)), dropReason: null };
  const [inserted] = await record(
    spine,
    [
      fact(spine, taskId, "retried", "task.retried", `${by} had it done again as ${next}`, {
        by,
        taskId: next,
      }),
    ],
    [newSignal(spine, signal)],
  );
  if (hit(inserted)) enqueueSoon(spine, signal);
  return { kind: "retried", taskId: next };
}
