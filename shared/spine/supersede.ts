import { and, eq, inArray, ne, type SQL, sql } from "drizzle-orm";
import { insertFrom } from "../db/insert-where.ts";
import type { Statement } from "../db/ledger.ts";
import { approvals, ledger, tasks } from "../db/schema.ts";
import type { Spine } from "./context.ts";
import { wakeTask } from "./wake.ts";

export interface Newer {
  project: string;
  kind: string;
  target: string;
  /** The action that takes the place. */
  by: string;
}

/**
 * The statements that close whatever waits for the same kind and target, with the fact for each task that loses its turn.
 * Which rows those are is known only inside the batch. They run before the newer approval is inserted, and do
 * nothing once it exists, or where the guard doesn't hold.
 */
export function supersedeStatements(
  spine: Spine,
  newer: Newer,
  changeId: string,
  at: number,
  guard?: SQL,
): Statement[] {
  const { db } = spine;
  const close = db
    .update(approvals)
    .set({ status: "superseded", decidedAt: at, changeId })
    .where(
      and(
        eq(approvals.project, newer.project),
        eq(approvals.kind, newer.kind),
        eq(approvals.target, newer.target),
        eq(approvals.status, "pending"),
        ne(approvals.actionId, newer.by),
        sql`NOT EXISTS (SELECT 1 FROM actions WHERE id = ${newer.by})`,
        guard,
      ),
    )
    .returning({ id: approvals.id });
  const summary = `a newer ${newer.kind} for ${newer.target} has taken its place`;
  const closed = and(eq(approvals.changeId, changeId), eq(approvals.status, "superseded"));
  const fact = {
    id: sql`${approvals.taskId} || '/' || ${approvals.id} || '/superseded'`,
    at,
    taskId: sql`${approvals.taskId}`,
    type: "approval.superseded",
    summary,
    data: sql`json_object('approvalId', ${approvals.id}, 'actionId', ${approvals.actionId}, 'by', ${newer.by})`,
  } as const;
  const tell = insertFrom(db, ledger, fact, sql`FROM ${approvals} WHERE ${closed}`).onConflictDoNothing();
  const move = db
    .update(tasks)
    .set({ status: "working", waitingFor: null, updatedAt: at })
    .where(
      and(
        inArray(tasks.id, db.select({ id: approvals.taskId }).from(approvals).where(closed)),
        inArray(tasks.status, ["waiting_approval", "on_hold"]),
      ),
    );
  return [close, tell, move];
}

/** Lets the tasks that have lost their turn see it. */
export async function wakeSuperseded(spine: Spine, changeId: string): Promise<void> {
  const closed = await spine.db
    .select({ taskId: approvals.taskId })
    .from(approvals)
    .where(and(eq(approvals.changeId, changeId), eq(approvals.status, "superseded")));
  await Promise.all(closed.map(async ({ taskId }) => wakeTask(spine, taskId)));
}
