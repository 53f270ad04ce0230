import { and, asc, desc, eq, gt, inArray, lt, notInArray, type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { LedgerEntry, LedgerType, SpecOf } from "../domain/ledger.ts";
import { statusOf } from "../domain/task.ts";
import { isFinal, taskStatuses } from "../domain/task-status.ts";
import type { Database } from "./database.ts";
import { insertRows } from "./insert-where.ts";
import { ledger, tasks } from "./schema.ts";

export type Statement = BatchItem<"sqlite">;

/** Records with the facts about them. With `guard` the facts are written only where it holds after the records are. */
export interface Entry {
  facts: readonly LedgerEntry[];
  records?: readonly Statement[];
  guard?: SQL | undefined;
}

const final = taskStatuses.filter(isFinal);

/**
 * The statements that write entries, in order, for one atomic batch, with the places of each entry's records among them: their
 * facts in as few statements as what holds when allows, and then the moves of their tasks' status. A fact that is there already
 * (a step ran twice) is ignored, and so is its move: only what the newest fact belongs to moves the task.
 */
export function entryStatements(
  db: Database,
  specOf: SpecOf,
  entries: readonly Entry[],
): { statements: Statement[]; places: { from: number; to: number }[] } {
  const statements: Statement[] = [];
  let waiting: { row: ReturnType<typeof rowOf>; guard: SQL | undefined }[] = [];
  const append = () => {
    statements.push(...insertRows(db, ledger, waiting));
    waiting = [];
  };
  const places = entries.map(({ facts, records = [], guard }) => {
    // What holds is asked before others change it.
    if (records.length > 0 && waiting.some((one) => one.guard !== undefined)) append();
    const from = statements.length;
    statements.push(...records);
    waiting.push(...facts.map((one) => ({ row: rowOf(one), guard })));
    return { from, to: from + records.length };
  });
  append();
  statements.push(
    ...movesOf(
      db,
      specOf,
      entries.flatMap(({ facts }) => facts),
    ),
    ...awaitsOf(
      db,
      specOf,
      entries.flatMap(({ facts }) => facts),
    ),
  );
  return { statements, places };
}

function rowOf({ id, at, taskId, type, summary, data }: LedgerEntry) {
  return { id, at, taskId, type, summary, data };
}

/** Each fact that moves its task, with those that come after it and don't. */
function movesOf(db: Database, specOf: SpecOf, facts: readonly LedgerEntry[]): Statement[] {
  return facts.flatMap((entry, n) => {
    const { taskId, at } = entry;
    const move = taskId === null ? null : statusOf("queued", entry, specOf);
    if (taskId === null || move === null) return [];
    const later = facts.slice(n + 1).filter((one) => one.taskId === taskId);
    const next = later.findIndex((one) => statusOf("queued", one, specOf) !== null);
    const ids = [entry, ...(next < 0 ? later : later.slice(0, next))].map(({ id }) => id);
    const newest = sql`(SELECT id FROM ledger WHERE task_id = ${taskId} ORDER BY seq DESC LIMIT 1)`;
    return [
      db
        .update(tasks)
        // What is over waits for nothing; its last words may have to, later.
        .set({ ...move, ...(isFinal(move.status) ? { awaits: null } : {}), updatedAt: at })
        .where(and(eq(tasks.id, taskId), notInArray(tasks.status, final), inArray(newest, ids))),
    ];
  });
}

/** What the services do to their tasks that are waited for: what the newest fact of the kind says. */
function awaitsOf(db: Database, specOf: SpecOf, facts: readonly LedgerEntry[]): Statement[] {
  return facts.flatMap(({ id, taskId, type, summary, data }) => {
    const turn = specOf(type)?.awaits;
    if (turn === undefined || taskId === null) return [];
    const service = String(data["service"]);
    const newest = sql`(SELECT id FROM ledger WHERE task_id = ${taskId} AND type IN ('service.waited', 'service.resumed') ORDER BY seq DESC LIMIT 1)`;
    return [
      db
        .update(tasks)
        .set({ awaits: turn === "begins" ? { service, words: summary } : null })
        .where(
          and(
            eq(tasks.id, taskId),
            eq(newest, id),
            turn === "begins" ? undefined : eq(sql`json_extract(${tasks.awaits}, '$.service')`, service),
          ),
        ),
    ];
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
