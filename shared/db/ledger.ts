import { and, asc, desc, eq, gt, lt, notInArray, type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { LedgerEntry, LedgerType, SpecOf } from "../domain/ledger.ts";
import { statusOf } from "../domain/task.ts";
import { isFinal, taskStatuses } from "../domain/task-status.ts";
import type { Database } from "./database.ts";
import { insertWhere } from "./insert-where.ts";
import { ledger, tasks } from "./schema.ts";

export type Statement = BatchItem<"sqlite">;

const final = taskStatuses.filter(isFinal);

/**
 * The statements that append facts and move their task's status, for one atomic batch with the records they tell of.
 * A fact that is there already (a step ran twice) is ignored, and so is its move: only the newest fact moves the task.
 * With `guard` the facts are written only where that condition holds in the database at that moment.
 */
export function ledgerStatements(
  db: Database,
  specOf: SpecOf,
  entries: readonly LedgerEntry[],
  guard: SQL = sql`true`,
): Statement[] {
  return entries.flatMap((entry) => {
    const { id, at, taskId, type, summary, data } = entry;
    const row = { id, at, taskId, type, summary, data };
    const insert = insertWhere(db, ledger, row, guard).onConflictDoNothing();
    const move = entry.taskId === null ? null : statusOf("queued", entry, specOf);
    if (entry.taskId === null || move === null) return [insert];
    const newest = sql`(SELECT id FROM ledger WHERE task_id = ${entry.taskId} ORDER BY seq DESC LIMIT 1)`;
    const update = db
      .update(tasks)
      .set({ ...move, updatedAt: entry.at })
      .where(and(eq(tasks.id, entry.taskId), notInArray(tasks.status, final), sql`${newest} = ${entry.id}`));
    return [insert, update];
  });
}

/** A task's facts after a cursor, oldest first. */
export async function factsAfter(db: Database, taskId: string, seq: number, limit = 500) {
  return db
    .select()
    .from(ledger)
    .where(and(eq(ledger.taskId, taskId), gt(ledger.seq, seq)))
    .orderBy(asc(ledger.seq))
    .limit(limit);
}

export interface LedgerFilter {
  task: string | null;
  type: LedgerType | null;
}

/** Facts newest first, from a keyset cursor (a `seq`) on. */
export async function listLedger(
  db: Database,
  { task, type }: LedgerFilter,
  limit: number,
  before: number | null,
) {
  return db
    .select()
    .from(ledger)
    .where(
      and(
        task === null ? undefined : eq(ledger.taskId, task),
        // Of a task, its own facts are looked through: they are fewer than those of a type.
        type === null ? undefined : task === null ? eq(ledger.type, type) : sql`+${ledger.type} = ${type}`,
        before === null ? undefined : lt(ledger.seq, before),
      ),
    )
    .orderBy(desc(ledger.seq))
    .limit(limit);
}

/** Facts about budgets newest first: alerts, top-ups, and the changes of settings that are about them. */
export async function listBudgetFacts(db: Database, limit: number) {
  const types = ["budget.alert", "budget.topped_up", "settings.changed"] as const;
  const aboutBudgets = sql`json_extract(${ledger.data}, '$.budgets') IS NOT NULL`;
  // Each type along its own index.
  const lists = await Promise.all(
    types.map(async (type) =>
      db
        .select()
        .from(ledger)
        .where(and(eq(ledger.type, type), type === "settings.changed" ? aboutBudgets : undefined))
        .orderBy(desc(ledger.seq))
        .limit(limit),
    ),
  );
  return lists
    .flat()
    .toSorted((a, b) => b.seq - a.seq)
    .slice(0, limit);
}
