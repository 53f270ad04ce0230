import { and, asc, desc, eq, gt, lt, notInArray, type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { LedgerEntry, LedgerType, SpecOf } from "../domain/ledger.ts";
import { statusOf } from "../domain/task.ts";
import { isFinal, type TaskStatus, taskStatuses } from "../domain/task-status.ts";
import type { Database } from "./database.ts";
import { insertFrom } from "./insert-where.ts";
import { chunks, column, each, jsonColumn } from "./json-rows.ts";
import { ledger, tasks } from "./schema.ts";

export type Statement = BatchItem<"sqlite">;

/** Records with the facts about them. With `guard` the facts are written only where it holds after the records are. */
export interface Entry {
  facts: readonly LedgerEntry[];
  records?: readonly Statement[];
  guard?: SQL | undefined;
  /** What the rest of the batch writes doesn't change whether it holds. */
  lasts?: boolean;
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
  let waiting: Entry[] = [];
  const append = () => {
    statements.push(...factsOf(db, waiting));
    waiting = [];
  };
  const places = entries.map((entry) => {
    const { records = [] } = entry;
    // What holds is asked before others change it.
    if (records.length > 0 && waiting.some(({ guard, lasts }) => guard !== undefined && lasts !== true))
      append();
    const from = statements.length;
    statements.push(...records);
    waiting.push(entry);
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

/** The facts of entries, each where its entry's guard holds. */
function factsOf(db: Database, entries: readonly Entry[]): Statement[] {
  const guards = entries.flatMap(({ guard }) => guard ?? []);
  const rows = entries.flatMap(({ facts, guard }) =>
    facts.map(({ id, at, taskId, type, summary, data }) => {
      const under = guard === undefined ? null : guards.indexOf(guard);
      return { id, at, taskId, type, summary, data, under };
    }),
  );
  const cases = guards.map((guard, at) => sql`WHEN ${sql.raw(String(at))} THEN ${guard}`);
  const holds =
    guards.length === 0 ? sql`true` : sql`CASE ${column("under")} ${sql.join(cases, sql` `)} ELSE true END`;
  return chunks(rows).map((json) =>
    insertFrom(
      db,
      ledger,
      {
        id: column("id"),
        at: column("at"),
        taskId: column("taskId"),
        type: column("type"),
        summary: column("summary"),
        data: jsonColumn("data"),
      },
      sql`${each(json)} WHERE ${holds}`,
    ).onConflictDoNothing(),
  );
}

/** What a fact moves its task to, and the facts that come after it in its batch and don't move it. */
interface Move {
  id: string;
  taskId: string;
  status: TaskStatus;
  waitingFor: string | null;
  at: number;
  isOver: boolean;
  followed: string[];
}

/**
 * Each fact that moves its task, with those that come after it and don't: it does where nothing else came after it. So one that was on
 * record before moves nothing again, whatever is written beside it.
 */
function movesOf(db: Database, specOf: SpecOf, facts: readonly LedgerEntry[]): Statement[] {
  const rows: Move[] = [];
  const told = new Set<string>();
  for (const entry of facts) {
    const { id, taskId, at } = entry;
    // Of one that is told twice in a batch, the first is what counts.
    if (taskId === null || told.has(id)) continue;
    told.add(id);
    const last = rows.findLast((one) => one.taskId === taskId);
    const moved = statusOf(last?.status ?? "queued", entry, specOf);
    if (moved !== null) rows.push({ id, taskId, ...moved, at, isOver: isFinal(moved.status), followed: [] });
    else for (const before of rows) if (before.taskId === taskId) before.followed.push(id);
  }
  const isNewest = sql`NOT EXISTS (SELECT 1 FROM ledger WHERE task_id = mover.task_id AND seq > mover.seq
    AND id NOT IN (SELECT value FROM json_each(one.value, '$.followed')))`;
  return chunks(rows).map((json) =>
    db
      .update(tasks)
      .set({
        status: column("status"),
        waitingFor: column("waitingFor"),
        updatedAt: column("at"),
        // What is over waits for nothing; its last words may have to, later.
        awaits: sql`CASE WHEN ${column("isOver")} THEN NULL ELSE ${tasks.awaits} END`,
      })
      .from(sql`json_each(${json}) AS one CROSS JOIN ledger AS mover`)
      .where(
        and(
          sql`mover.id = ${column("id")}`,
          eq(tasks.id, sql`mover.task_id`),
          notInArray(tasks.status, final),
          isNewest,
        ),
      ),
  );
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
