import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Statement } from "../../../db/ledger.ts";
import { signals, watchCycles, watches, watchSignals } from "../../../db/schema.ts";
import { isFinal } from "../../../domain/task-status.ts";
import type { Spine } from "../../../spine/context.ts";
import { cycleSignalId } from "./cycle-signal.ts";
import { isRehearsal } from "./rehearsal.ts";
import type { Leased } from "./lease.ts";

/** So many cycles take a signal up and fail before it is given up. */
export const triesOfASignal = 3;

/** How the cycle that a watch waits for has ended without giving the watch back, in words; null: it hasn't ended. */
export async function endOfTask({ db }: Spine, { row, taskStatus }: Leased): Promise<string | null> {
  const { taskId, project } = row;
  if (taskId === null) return null;
  if (taskStatus !== null) return isFinal(taskStatus) ? `the cycle's task is ${taskStatus}` : null;
  // Without a task it begins as soon as its signal gets through, unless that has been dropped or has died.
  const cycle = await db
    .select({ slot: watchCycles.slot })
    .from(watchCycles)
    .where(eq(watchCycles.taskId, taskId))
    .get();
  if (cycle === undefined) return "there is no such cycle";
  const signal = await db
    .select({ status: signals.status })
    .from(signals)
    .where(eq(signals.id, cycleSignalId(project, cycle.slot)))
    .get();
  return signal?.status === "received" || signal?.status === "queued"
    ? null
    : `the cycle did not begin: its signal is ${signal?.status ?? "gone"}`;
}

/** The statements that free a watch of a cycle that has ended; what that had taken and not dealt with is new again. */
export function freeStatements(
  spine: Spine,
  project: string,
  taskId: string,
  end: string,
  guard: SQL,
): Statement[] {
  const { db, now } = spine;
  return [
    giveBack(spine, taskId, end, guard),
    db
      .update(watchCycles)
      .set({ outcome: end, endedAt: now() })
      .where(and(eq(watchCycles.taskId, taskId), isNull(watchCycles.endedAt), guard)),
    db
      .update(watches)
      .set({ taskId: null })
      .where(and(eq(watches.project, project), eq(watches.taskId, taskId), guard)),
  ];
}

/** The statement that makes new again what a cycle has taken and not dealt with, or gives it up; of a look back it is done. */
export function giveBack({ db }: Spine, taskId: string, end: string, guard: SQL) {
  const rehearsed = isRehearsal(taskId);
  const isLast = sql`${watchSignals.tries} + 1 >= ${triesOfASignal}`;
  const reason = `${triesOfASignal} cycles took it up and came to nothing; the last: ${end}`;
  return db
    .update(watchSignals)
    .set({
      state: sql`CASE WHEN ${rehearsed} THEN 'done' WHEN ${isLast} THEN 'given_up' ELSE 'new' END`,
      reason: sql`CASE WHEN ${rehearsed} THEN ${end} WHEN ${isLast} THEN ${reason} ELSE NULL END`,
      taskId: sql`CASE WHEN ${rehearsed} OR ${isLast} THEN ${taskId} ELSE NULL END`,
      tries: sql`${watchSignals.tries} + 1`,
    })
    .where(and(eq(watchSignals.taskId, taskId), eq(watchSignals.state, "taken"), guard));
}
