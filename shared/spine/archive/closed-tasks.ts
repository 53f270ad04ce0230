import { and, eq, gt, inArray, isNotNull, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "../../db/database.ts";
import {
  actions,
  approvals,
  deadLetters,
  effects,
  executorAssignments,
  fixes,
  ledger,
  tasks,
  tickets,
  watches,
} from "../../db/schema.ts";

/**
 * Ended, and not moved: spelled as in the index that has these tasks alone, the longest untouched first, and as no other index
 * can be asked, so that what has moved isn't walked over.
 */
const isClosed = sql`coalesce(${tasks.archived}, ${tasks.status}) IN ('done', 'rejected', 'failed', 'cancelled')`;

const anyOf = (table: SQL, where: SQL | undefined): SQL =>
  sql`EXISTS (SELECT 1 FROM ${table} WHERE ${where})`;

/**
 * Holds for a task that is over since before a moment, with all that it has led to: nothing of it is open, waits for a date,
 * was touched since, or is still looked at by what isn't over.
 */
export function isOver(before: number): SQL {
  const newest = sql`(SELECT ${ledger.at} FROM ${ledger} WHERE ${ledger.taskId} = ${tasks.id} ORDER BY ${ledger.seq} DESC LIMIT 1)`;
  const holding = [
    anyOf(
      sql`${effects}`,
      and(
        eq(effects.taskId, tasks.id),
        or(notInArray(effects.state, ["applied", "failed"]), isNotNull(effects.lookAt)),
      ),
    ),
    anyOf(sql`${approvals}`, and(eq(approvals.taskId, tasks.id), eq(approvals.status, "pending"))),
    anyOf(
      sql`${actions}`,
      and(eq(actions.taskId, tasks.id), or(gt(actions.dueAt, before), gt(actions.createdAt, before))),
    ),
    anyOf(sql`${fixes}`, and(eq(fixes.taskId, tasks.id), eq(fixes.state, "open"))),
    anyOf(sql`${tickets}`, and(eq(tickets.taskId, tasks.id), eq(tickets.closed, false))),
    anyOf(
      sql`${executorAssignments}`,
      and(
        eq(executorAssignments.taskId, tasks.id),
        inArray(executorAssignments.state, ["queued", "running"]),
      ),
    ),
    anyOf(sql`${deadLetters}`, and(eq(deadLetters.state, "open"), eq(deadLetters.signalId, tasks.signalId))),
    anyOf(sql`${watches}`, and(eq(watches.project, tasks.project), eq(watches.taskId, tasks.id))),
  ];
  return sql`${isClosed} AND ${tasks.updatedAt} < ${before} AND coalesce(${newest}, 0) < ${before} AND NOT (${sql.join(holding, sql` OR `)})`;
}

/** Tasks that are over since before a moment, the longest first. */
export async function closedTasks(db: Database, before: number, most: number): Promise<string[]> {
  const rows = await db
    .select({ id: tasks.id })
    .from(tasks)
    .where(isOver(before))
    .orderBy(tasks.updatedAt)
    .limit(most);
  return rows.map(({ id }) => id);
}
