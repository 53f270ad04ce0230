import { and, eq, isNull, notInArray, type SQL, sql } from "drizzle-orm";
import { pendingApprovalsOf } from "../db/approvals.ts";
import type { Statement } from "../db/ledger.ts";
import { actions, tasks } from "../db/schema.ts";
import { reduceApproval } from "../domain/approval.ts";
import type { LedgerEntry } from "../domain/ledger.ts";
import type { Cancel } from "../domain/task.ts";
import { talkKinds } from "../domain/talk.ts";
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
 * Ends a task for as long as it waits for people or for its window, or has proposed nothing yet: what it waits for is
 * withdrawn and its end is asked for in one moment, so that a hold either opens or is withdrawn, never both. False when it
 * doesn't wait any more.
 */
export async function endWaiting(
  spine: Spine,
  { taskId, by, reason }: { taskId: string } & Cancel,
  besides: Besides,
): Promise<boolean> {
  const { db } = spine;
  const asked = fact(spine, taskId, "cancel", "task.cancel_requested", `${by} wants it to end: ${reason}`, {
    by,
    reason,
  });
  const end = (guard: SQL) =>
    db
      .update(tasks)
      .set({ cancel: { by, reason } })
      .where(
        and(eq(tasks.id, taskId), isNull(tasks.cancel), notInArray(tasks.status, [...finalStatuses]), guard),
      );
  for (;;) {
    const [row] = await pendingApprovalsOf(db, taskId);
    if (!row) return endUnasked();
    const event = { kind: "withdraw" } as const;
    const transition = reduceApproval(row, event, spine.now());
    if (transition.kind !== "changed") return false;
    const { facts, records = [], guard = sql`false` } = entryOf(spine, row, event, transition.next);
    const [withdrawn] = await record(
      spine,
      [...facts, asked, ...besides.facts],
      [...records, end(guard), ...besides.records(guard)],
      guard,
    );
    if (!hit(withdrawn)) continue;
    await wakeTask(spine, taskId);
    return true;
  }

  /** One that has proposed nothing yet never will: `propose` refuses on behalf of a task that is to end. */
  async function endUnasked(): Promise<boolean> {
    const proposed = sql`EXISTS (SELECT 1 FROM ${actions} WHERE ${eq(actions.taskId, taskId)} AND ${notInArray(actions.kind, [...talkKinds])})`;
    const ended = sql`EXISTS (SELECT 1 FROM ${tasks} WHERE ${eq(tasks.id, taskId)} AND json_extract(${tasks.cancel}, '$.reason') = ${reason} AND NOT ${proposed})`;
    const [marked] = await record(
      spine,
      [asked, ...besides.facts],
      [end(sql`NOT ${proposed}`).returning({ id: tasks.id }), ...besides.records(ended)],
      ended,
    );
    if (!hit(marked)) return false;
    await wakeTask(spine, taskId);
    return true;
  }
}
