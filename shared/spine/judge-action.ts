import { and, eq, type SQL } from "drizzle-orm";
import { outcomeOf } from "../db/autonomy.ts";
import { actionOutcomes } from "../db/schema.ts";
import { taskById } from "../db/tasks.ts";
import { reviewAutonomy } from "./autonomy.ts";
import type { Spine } from "./context.ts";
import type { Ground } from "./ground.ts";
import type { Entry } from "../db/ledger.ts";
import { fact, hit, record, recordAll } from "./record.ts";

export interface Judgement {
  actionId: string;
  /** What people found afterwards: it had to be corrected, or taken back. */
  outcome: "corrected" | "reverted";
  by: string;
  reason: string;
}

/** A person's judgement of something that has happened: trust is lost by it. Null when it counted, else why not. */
export async function judgeAction(spine: Spine, judgement: Judgement): Promise<string | null> {
  const { actionId } = judgement;
  const row = await outcomeOf(spine.db, actionId);
  if (!row) return "nothing is known to have come of such an action";
  if (row.outcome !== "accepted") return `it is already ${row.outcome}`;
  const [[updated] = []] = await recordAll(spine, [judgementEntry(spine, row, judgement)]);
  if (!hit(updated)) return "somebody else was faster";
  await reviewAutonomy(spine, row.project, row.kind);
  return null;
}

/** What is written of a judgement. With `so` it counts only where that holds in the database at that moment. */
export function judgementEntry(
  ground: Ground,
  row: typeof actionOutcomes.$inferSelect,
  { actionId, outcome, by, reason }: Judgement,
  so?: SQL,
): Entry {
  const summary = `${by} says that ${row.kind} for ${row.target} was ${outcome}: ${reason}`;
  const data = { actionId, outcome, by, reason };
  return {
    facts: [fact(ground, row.taskId, `${actionId}/${outcome}`, "action.judged", summary, data)],
    records: [
      ground.db
        .update(actionOutcomes)
        .set({ outcome, by, at: ground.now() })
        .where(and(eq(actionOutcomes.actionId, actionId), eq(actionOutcomes.outcome, "accepted"), so))
        .returning({ outcome: actionOutcomes.outcome }),
    ],
    guard: so,
  };
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
