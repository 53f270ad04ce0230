import { and, eq, isNull, notInArray, sql } from "drizzle-orm";
import { tasks } from "../db/schema.ts";
import { type Cancel, describeCancel } from "../domain/task.ts";
import { isFinal, taskStatuses } from "../domain/task-status.ts";
import { SignalboxError } from "../platform/errors.ts";
import { abandonUnsent, withdrawApprovals } from "./abandon.ts";
import type { Spine } from "./context.ts";
import { existingTask } from "./existing-task.ts";
import { fact, hit, record } from "./record.ts";
import { wakeTask } from "./wake.ts";

const final = taskStatuses.filter(isFinal);

/**
 * Asks a task to end. From this moment nothing can be proposed or sent on its behalf, and what it waits for is
 * withdrawn; its workflow ends it at its next look. The first who asks counts; asking again changes nothing.
 * Null when it is ending, else why not.
 * @throws SignalboxError `not_found` when there is no such task.
 */
export async function cancelTask(
  spine: Spine,
  { taskId, by, reason }: { taskId: string } & Cancel,
): Promise<string | null> {
  const { db } = spine;
  await existingTask(spine, taskId);
  const asked = sql`EXISTS (SELECT 1 FROM ${tasks} WHERE ${eq(tasks.id, taskId)} AND ${tasks.cancel} IS NOT NULL)`;
  const [updated] = await record(
    spine,
    [
      fact(spine, taskId, "cancel", "task.cancel_requested", `${by} wants it to end: ${reason}`, {
        by,
        reason,
      }),
    ],
    [
      db
        .update(tasks)
        .set({ cancel: { by, reason } })
        .where(and(eq(tasks.id, taskId), isNull(tasks.cancel), notInArray(tasks.status, final)))
        .returning({ id: tasks.id }),
    ],
    asked,
  );
  if (!hit(updated)) {
    const { status } = await existingTask(spine, taskId);
    if (isFinal(status)) return `it has ended already: it is ${status}`;
  }
  // The workflow does this too, when this call dies here; now is sooner, and a hold's window may be about to end.
  await withdrawApprovals(spine, taskId);
  await wakeTask(spine, taskId);
  return null;
}

/**
 * What a cancelled task leaves behind: nothing that waits, nothing that could still be sent. Its end is recorded with it.
 * Returns who is to be told and why it ended.
 */
export async function endCancelled(spine: Spine, taskId: string): Promise<Cancel & { requestedBy: string }> {
  const task = await existingTask(spine, taskId);
  if (!task.cancel) throw new SignalboxError("not_found", `nobody has cancelled ${taskId}`);
  const { by, reason } = task.cancel;
  const words = describeCancel(task.cancel);
  // In this order: what is decided meanwhile has its effect before the effects are looked at.
  await withdrawApprovals(spine, taskId);
  await abandonUnsent(spine, taskId, `its task was ${words}`);
  await record(
    spine,
    [fact(spine, taskId, "cancelled", "task.cancelled", words, { by, reason })],
    [
      spine.db
        .update(tasks)
        .set({ failure: { code: "cancelled", message: words } })
        .where(eq(tasks.id, taskId)),
    ],
  );
  return { by, reason, requestedBy: task.requestedBy };
}
