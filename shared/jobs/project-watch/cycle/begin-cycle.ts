import { and, eq, isNull } from "drizzle-orm";
import { watchCycles, watches } from "../../../db/schema.ts";
import type { Spine } from "../../../spine/context.ts";
import type { Offer, Offered } from "../../../spine/job.ts";
import { type WatchCycle, watchCycleForm } from "../signals.ts";
import { lookUp } from "../../../platform/look-up.ts";

/** A cycle begins as a task, unless another is at work on the project: what it would take up is taken up there or next. */
export async function beginCycle(spine: Spine, { body, taskId }: Offered<WatchCycle>): Promise<Offer> {
  const { project, slot, housekeeping, rehearsal } = body;
  const { db } = spine;
  if (!rehearsal) {
    if (lookUp(spine.settings.RULES.projectWatch, project) === undefined)
      return { kind: "decline", reason: `${project} is not watched any more` };
    const watch = await db
      .select({ taskId: watches.taskId })
      .from(watches)
      .where(eq(watches.project, project))
      .get();
    if (watch !== undefined && watch.taskId !== null && watch.taskId !== taskId)
      return {
        kind: "decline",
        reason: `another cycle is at work on ${project}`,
        taskId: watch.taskId,
      };
  }
  return {
    kind: "begin",
    task: {
      kind: "watch_cycle",
      title: `${project}: ${rehearsal ? "a look back" : "what has changed"}`,
      project,
      conversation: null,
      by: "signalbox",
      said: watchCycleForm.words(body),
      records: [
        db
          .insert(watchCycles)
          .values({
            taskId,
            project,
            slot,
            housekeeping: housekeeping !== null,
            rehearsal,
            createdAt: spine.now(),
          })
          .onConflictDoNothing(),
        ...(rehearsal
          ? []
          : [
              db
                .update(watches)
                .set({ taskId })
                .where(and(eq(watches.project, project), isNull(watches.taskId))),
            ]),
      ],
    },
  };
}
