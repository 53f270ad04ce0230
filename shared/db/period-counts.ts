import { and, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { LedgerType } from "../domain/ledger.ts";
import type { Provenance } from "../domain/provenance.ts";
import { taskStatuses } from "../domain/task-status.ts";
import type { Database } from "./database.ts";
import { ledger, llmCalls, signals, tasks } from "./schema.ts";

export interface Counted {
  name: string;
  count: number;
}

/** What happened in a project between two moments, by its records. */
export interface PeriodCounts {
  /** Tasks that began, by kind. */
  begun: Counted[];
  /** Facts by type. */
  facts: Counted[];
  /** What went out, by kind of action. */
  applied: Counted[];
  /** What stands somewhere now: newest first. */
  published: { title: string | null; url: string; provenance: Provenance }[];
  /** Tasks that wait at this moment, by status. */
  waiting: Counted[];
  calls: number;
  microUsd: number;
}

const told: LedgerType[] = [
  "task.done",
  "task.rejected",
  "task.failed",
  "task.cancelled",
  "approval.requested",
  "effect.failed",
  "effect.unknown",
];
const waits = ["waiting_reply", "waiting_approval", "on_hold", "out_of_budget"] as const;

/**
 * Counts a project's records between two moments (epoch milliseconds). Tasks that nothing has moved since are passed over by an
 * index, of the others their own facts are read; a plus keeps what there is more of from offering its index.
 */
export async function periodCounts(
  db: Database,
  { project, from, to }: { project: string; from: number; to: number },
): Promise<PeriodCounts> {
  const ofProject = sql`+${tasks.project} = ${project}`;
  const moved = db
    .select({ id: tasks.id })
    .from(tasks)
    .where(and(inArray(tasks.status, [...taskStatuses]), gte(tasks.updatedAt, from), ofProject));
  const isOf = (types: readonly LedgerType[]) =>
    sql`+${ledger.type} IN (SELECT value FROM json_each(${JSON.stringify(types)}))`;
  const within = and(inArray(ledger.taskId, moved), gte(ledger.at, from), lt(ledger.at, to));
  const count = sql<number>`count(*)`;
  const action = sql<string>`json_extract(${ledger.data}, '$.kind')`;
  const [begun, facts, applied, published, waiting, [money]] = await Promise.all([
    db
      .select({ name: tasks.kind, count })
      .from(tasks)
      .where(and(eq(tasks.project, project), gte(tasks.createdAt, from), lt(tasks.createdAt, to)))
      .groupBy(tasks.kind),
    db
      .select({ name: ledger.type, count })
      .from(ledger)
      .where(and(within, isOf(told)))
      .groupBy(ledger.type),
    db
      .select({ name: action, count })
      .from(ledger)
      .where(and(within, isOf(["effect.applied"]), sql`${action} != 'notification_internal'`))
      .groupBy(action),
    db
      .select({
        title: tasks.title,
        url: sql<string>`json_extract(${tasks.result}, '$.url')`,
        provenance: signals.provenance,
      })
      .from(ledger)
      .innerJoin(tasks, eq(tasks.id, ledger.taskId))
      .innerJoin(signals, eq(signals.id, tasks.signalId))
      .where(and(within, isOf(["task.done"]), sql`${tasks.result} IS NOT NULL`))
      .limit(20),
    db
      .select({ name: tasks.status, count })
      .from(tasks)
      .where(and(inArray(tasks.status, [...waits]), ofProject))
      .groupBy(tasks.status),
    db
      .select({ calls: count, microUsd: sql<number>`coalesce(sum(${llmCalls.microUsd}), 0)` })
      .from(llmCalls)
      .innerJoin(tasks, eq(tasks.id, llmCalls.taskId))
      .where(and(gte(llmCalls.at, from), lt(llmCalls.at, to), ofProject)),
  ]);
  return {
    begun,
    facts,
    applied,
    published,
    waiting,
    calls: money?.calls ?? 0,
    microUsd: money?.microUsd ?? 0,
  };
}
