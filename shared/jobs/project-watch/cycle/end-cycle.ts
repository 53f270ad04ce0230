import { and, eq, isNull, sql } from "drizzle-orm";
import { watchCycles, watches, watchSignals } from "../../../db/schema.ts";
import type { Spine } from "../../../spine/context.ts";
import { cycleOf } from "./cycle-of.ts";
import { isRehearsal } from "./rehearsal.ts";

/** The outcome of a cycle that could ask nobody, for want of money or of an answer: its signals wait, and the project's state says so. */
export const heartbeatOutcome = "heartbeat";

/**
 * Closes a cycle: its signals are done, and the next one may begin, at once if something waits. Twice is the same as once.
 * @param outcome what came of it, in words; `heartbeatOutcome`: not all could be thought about, and its signals are new again.
 * @param steps of its workflow, as far as they are billed.
 */
export async function endCycle(spine: Spine, taskId: string, outcome: string, steps: number): Promise<void> {
  const { db } = spine;
  const now = spine.now();
  const heartbeat = outcome === heartbeatOutcome;
  const found = await cycleOf(spine, taskId);
  const rehearsed = isRehearsal(taskId);
  const keptOn = found?.cycle.housekeeping ?? null;
  const waits = sql`EXISTS (SELECT 1 FROM ${watchSignals} AS waiting WHERE waiting.project = ${watches.project} AND waiting.state = 'new')`;
  await db.batch([
    db
      .update(watchSignals)
      // That nobody could be asked, or paid, is none of the signals' fault: it uses up none of their tries.
      .set(
        heartbeat
          ? {
              state: sql`iif(${rehearsed}, 'done', 'new')`,
              taskId: sql`iif(${rehearsed}, ${taskId}, NULL)`,
            }
          : { state: "done" },
      )
      .where(and(eq(watchSignals.taskId, taskId), eq(watchSignals.state, "taken"))),
    db
      .update(watches)
      .set({
        taskId: null,
        heartbeat,
        // A cycle that is done again may be of an earlier day.
        ...(keptOn === null ? {} : { keptOn: sql`max(coalesce(${watches.keptOn}, ${keptOn}), ${keptOn})` }),
        // Without money there is no hurry.
        ...(heartbeat ? {} : { dueAt: sql`CASE WHEN ${waits} THEN min(due_at, ${now}) ELSE due_at END` }),
      })
      .where(eq(watches.taskId, taskId)),
    db
      .update(watchCycles)
      .set({ outcome, steps, endedAt: now })
      .where(and(eq(watchCycles.taskId, taskId), isNull(watchCycles.endedAt))),
  ]);
}
