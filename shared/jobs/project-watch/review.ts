import { and, eq, isNull, ne, or, sql } from "drizzle-orm";
import { actionOutcomes, watchSignals, type WatchSignalRow } from "../../db/schema.ts";
import { insertWhere } from "../../db/insert-where.ts";
import { readingKind } from "../../domain/autonomy.ts";
import { reviewAutonomy } from "../../spine/autonomy.ts";
import type { Spine } from "../../spine/context.ts";
import { hit, record } from "../../spine/record.ts";
import { wholeProject } from "../../spine/step-up.ts";

export interface SignalReview {
  row: WatchSignalRow;
  review: "right" | "wrong";
  by: string;
  note: string | null;
}

/**
 * A person's word on whether a signal was read right; the last one counts, and saying the same again changes nothing.
 * It is how the first step of autonomy is earned: what nobody has looked at speaks for nothing. A wrong reading counts as
 * corrected and not as rejected, since nothing was refused: the crew has acted in good faith on a mistake, as with an
 * artefact that somebody puts right. Null when it counted, else why not.
 */
export async function reviewSignal(
  spine: Spine,
  { row, review, by, note }: SignalReview,
): Promise<string | null> {
  const { id, project, item, taskId, category, importance } = row;
  if (category === null || importance === null) return "nothing has been thought of it yet";
  if (row.review === review) return null;
  const { db } = spine;
  const at = spine.now();
  const outcome = review === "right" ? "accepted" : "corrected";
  const written = sql`EXISTS (SELECT 1 FROM ${watchSignals} WHERE ${and(
    eq(watchSignals.id, id),
    eq(watchSignals.review, review),
    eq(watchSignals.reviewedBy, by),
    eq(watchSignals.reviewedAt, at),
  )})`;
  const ending = {
    actionId: id,
    taskId: taskId ?? id,
    project,
    kind: readingKind,
    target: item,
    outcome,
    reviewed: true,
    by,
    at,
  } as const;
  const was = row.review === null ? "" : `, after ${row.review}`;
  const [updated] = await record(
    spine,
    [
      {
        id: `${id}/reviewed/${review}/${at}`,
        at,
        taskId: null,
        type: "watch.reviewed",
        summary: `${by} says that ${item} was read ${review} (${importance}, ${category})${was}${note === null ? "" : `: ${note}`}`,
        data: { signalId: id, project, review, by, note, importance, category },
      },
    ],
    [
      db
        .update(watchSignals)
        .set({ review, reviewedBy: by, reviewedAt: at, reviewNote: note })
        .where(and(eq(watchSignals.id, id), or(isNull(watchSignals.review), ne(watchSignals.review, review))))
        .returning({ id: watchSignals.id }),
      insertWhere(db, actionOutcomes, ending, written).onConflictDoUpdate({
        target: actionOutcomes.actionId,
        set: { outcome, by, at },
      }),
    ],
    written,
  );
  // Of two who say the same side by side, the first has said it.
  if (hit(updated) && review === "wrong") await reviewAutonomy(spine, project, wholeProject);
  return null;
}
