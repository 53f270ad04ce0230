import { asc, desc, eq, sql } from "drizzle-orm";
import type { Database } from "../spine/context.ts";
import { actions, approvals, effects, ledger, llmCalls, tasks } from "./schema.ts";

/** Tasks newest first, from a keyset cursor on. */
export async function listTasks(db: Database, limit: number, before: { at: number; id: string } | null) {
  // As a row value it is one range of the index; spelled out with OR, SQLite would walk there from the start.
  const older = before && sql`(${tasks.createdAt}, ${tasks.id}) < (${before.at}, ${before.id})`;
  return db
    .select()
    .from(tasks)
    .where(older ?? undefined)
    .orderBy(desc(tasks.createdAt), desc(tasks.id))
    .limit(limit);
}

export async function taskById(db: Database, taskId: string) {
  return db.select().from(tasks).where(eq(tasks.id, taskId)).get();
}

/** Everything that is known of a task, in one round trip; null when there is no such task. */
export async function taskDossier(db: Database, taskId: string) {
  const [[task], timeline, actionRows, approvalRows, effectRows, [cost]] = await db.batch([
    db.select().from(tasks).where(eq(tasks.id, taskId)),
    db.select().from(ledger).where(eq(ledger.taskId, taskId)).orderBy(asc(ledger.seq)).limit(1000),
    db.select().from(actions).where(eq(actions.taskId, taskId)).orderBy(asc(actions.createdAt)),
    db.select().from(approvals).where(eq(approvals.taskId, taskId)).orderBy(asc(approvals.createdAt)),
    db
      .select({ effect: effects, kind: actions.kind, target: actions.target })
      .from(effects)
      .innerJoin(actions, eq(actions.id, effects.actionId))
      .where(eq(effects.taskId, taskId)),
    db
      .select({
        calls: sql<number>`count(*)`,
        inputTokens: sql<number>`coalesce(sum(${llmCalls.inputTokens} + ${llmCalls.cacheWriteTokens} + ${llmCalls.cachedTokens}), 0)`,
        cachedTokens: sql<number>`coalesce(sum(${llmCalls.cachedTokens}), 0)`,
        outputTokens: sql<number>`coalesce(sum(${llmCalls.outputTokens}), 0)`,
        microUsd: sql<number>`coalesce(sum(${llmCalls.microUsd}), 0)`,
      })
      .from(llmCalls)
      .where(eq(llmCalls.taskId, taskId)),
  ]);
  if (!task || !cost) return null;
  return { task, timeline, actions: actionRows, approvals: approvalRows, effects: effectRows, cost };
}
