import { and, eq } from "drizzle-orm";
import { actionOutcomes } from "../db/schema.ts";
import { taskById } from "../db/tasks.ts";
import { reviewAutonomy } from "./autonomy.ts";
import type { Spine } from "./context.ts";
import { fact, hit, record } from "./record.ts";

export interface Judgement {
  actionId: string;
  /** What people found afterwards: it had to be corrected, or taken back. */
  outcome: "corrected" | "reverted";
  by: string;
  reason: string;
}

/** A person's judgement of something that has happened: trust is lost by it. Null when it counted, else why not. */
export async function judgeAction(spine: Spine, judgement: Judgement): Promise<string | null> {
  const { actionId, outcome, by, reason } = judgement;
  const row = await spine.db.select().from(actionOutcomes).where(eq(actionOutcomes.actionId, actionId)).get();
  if (!row) return "nothing is known to have come of such an action";
  if (row.outcome !== "accepted") return `it is already ${row.outcome}`;
  const at = spine.now();
  const [updated] = await record(
    spine,
    [
      fact(
        spine,
        row.taskId,
        `${actionId}/${outcome}`,
        "action.judged",
        `${by} says that ${row.kind} for ${row.target} was ${outcome}: ${reason}`,
        { actionId, outcome, by, reason },
      ),
    ],
    [
      spine.db
        .update(actionOutcomes)
        .set({ outcome, by, at })
        .where(and(eq(actionOutcomes.actionId, actionId), eq(actionOutcomes.outcome, "accepted")))
        .returning({ outcome: actionOutcomes.outcome }),
    ],
  );
  if (!hit(updated)) return "somebody else was faster";
  await reviewAutonomy(spine, row.project, row.kind);
  return null;
}

/**
 * A person's word that a task's signal was taken for something else than it was. It counts against the project like a
 * correction, and starts its clean days over. Null when it counted, else why not.
 */
export async function judgeReading(
  spine: Spine,
  { taskId, by, reason }: { taskId: string; by: string; reason: string },
): Promise<string | null> {
  const task = await taskById(spine.db, taskId);
  if (!task) return "there is no such task";
  const id = `${taskId}.reading`;
  const at = spine.now();
  const row = {
    actionId: id,
    taskId,
    project: task.project,
    kind: "reading",
    target: task.signalId,
    outcome: "corrected" as const,
    reviewed: true,
    by,
    at,
  };
  const summary = `${by} says that the signal was misread as ${task.kind}: ${reason}`;
  const [inserted] = await record(
    spine,
    [fact(spine, taskId, "misread", "action.judged", summary, { outcome: "corrected", by, reason })],
    [
      spine.db
        .insert(actionOutcomes)
        .values(row)
        .onConflictDoNothing()
        .returning({ id: actionOutcomes.actionId }),
    ],
  );
  return hit(inserted) ? null : "somebody has said so already";
}
