import { and, eq, isNull, notInArray, type SQL, sql } from "drizzle-orm";
import { pendingApprovalsOf } from "../db/approvals.ts";
import type { Statement } from "../db/ledger.ts";
import { tasks } from "../db/schema.ts";
import { reduceApproval } from "../domain/approval.ts";
import type { LedgerEntry } from "../domain/ledger.ts";
import type { Cancel } from "../domain/task.ts";
import { finalStatuses } from "../domain/task-status.ts";
import { entryOf } from "./approval-entry.ts";
import type { Spine } from "./context.ts";
import { fact, hit, record } from "./record.ts";
import { wakeTask } from "./wake.ts";

/** What is written in the moment in which a task is ended, and only if it is. */
export interface Besides {
  facts: readonly LedgerEntry[];
  records(guard: SQL): Statement[];
}

/**
 * Ends a task for as long as it waits for people or for its window: what it waits for is withdrawn and its end is asked
 * for in one moment, so that a hold either opens or is withdrawn, never both. False when it doesn't wait, or no more.
 */
export async function endWaiting(
  spine: Spine,
  { taskId, by, reason }: { taskId: string } & Cancel,
  besides: Besides,
): Promise<boolean> {
  const { db } = spine;
  for (;;) {
    const [row] = await pendingApprovalsOf(db, taskId);
    if (!row) return false;
    const event = { kind: "withdraw" } as const;
    const transition = reduceApproval(row, event, spine.now());
    if (transition.kind !== "changed") return false;
    const { facts, records = [], guard = sql`false` } = entryOf(spine, row, event, transition.next);
    const [withdrawn] = await record(
      spine,
      [
        ...facts,
        fact(spine, taskId, "cancel", "task.cancel_requested", `${by} wants it to end: ${reason}`, {
          by,
          reason,
        }),
        ...besides.facts,
      ],
      [
        ...records,
        db
          .update(tasks)
          .set({ cancel: { by, reason } })
          .where(
            and(
              eq(tasks.id, taskId),
              isNull(tasks.cancel),
              notInArray(tasks.status, [...finalStatuses]),
              guard,
            ),
          ),
        ...besides.records(guard),
      ],
      guard,
    );
    if (!hit(withdrawn)) continue;
    await wakeTask(spine, taskId);
    return true;
  }
}
