import { asc, eq } from "drizzle-orm";
import type { Database } from "./database.ts";
import { actions, approvals, effects, ledger, llmCalls, signals } from "./schema.ts";
import { ofTask } from "./signals.ts";

/** The tables whose rows move to the archive with their task. */
export const archivedTables = { ledger, actions, approvals, effects, llmCalls, signals } as const;

/** All that is recorded of a task and moves with it, in its order. */
export type TaskRecords = {
  [K in keyof typeof archivedTables]: (typeof archivedTables)[K]["$inferSelect"][];
};

/** The statements that read what D1 has of a task; facts and calls at most so many. */
export function recordStatements(db: Database, taskId: string, most: number) {
  return [
    db.select().from(ledger).where(eq(ledger.taskId, taskId)).orderBy(asc(ledger.seq)).limit(most),
    db.select().from(actions).where(eq(actions.taskId, taskId)).orderBy(asc(actions.createdAt)),
    db.select().from(approvals).where(eq(approvals.taskId, taskId)).orderBy(asc(approvals.createdAt)),
    db.select().from(effects).where(eq(effects.taskId, taskId)),
    db.select().from(llmCalls).where(eq(llmCalls.taskId, taskId)).orderBy(asc(llmCalls.at)).limit(most),
    db.select().from(signals).where(ofTask(db, taskId)).orderBy(asc(signals.receivedAt)),
  ] as const;
}

/** What the archive has and what D1 has gained since, in order; what is in both (a step ran twice) counts as it was first. */
export function together(before: TaskRecords, since: TaskRecords): TaskRecords {
  return {
    ledger: newOnes(before.ledger, since.ledger, ({ id }) => id),
    actions: newOnes(before.actions, since.actions, ({ id }) => id),
    approvals: newOnes(before.approvals, since.approvals, ({ id }) => id),
    effects: newOnes(before.effects, since.effects, ({ actionId }) => actionId),
    llmCalls: newOnes(before.llmCalls, since.llmCalls, ({ id }) => id),
    signals: newOnes(before.signals, since.signals, ({ id }) => id),
  };
}

function newOnes<T>(before: readonly T[], since: readonly T[], keyOf: (row: T) => string): T[] {
  const known = new Set(before.map(keyOf));
  return [...before, ...since.filter((row) => !known.has(keyOf(row)))];
}
