import { and, asc, desc, eq, gt, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { LedgerType } from "../domain/ledger.ts";
import { finalStatuses, openStatuses } from "../domain/task-status.ts";
import type { Database } from "./database.ts";
import { ledger, tasks, tickets } from "./schema.ts";

export type TicketRow = typeof tickets.$inferSelect;

/** Tasks of projects that want tickets and have none yet. One that has ended just now gets one too. */
export async function tasksWithoutTicket(
  db: Database,
  wanted: readonly { project: string; kinds: readonly string[] }[],
  endedSince: number,
  most: number,
) {
  const theirs = wanted.map(({ project, kinds }) =>
    // By a plus: more tasks are of a project or a kind than are open or have just ended.
    and(sql`+${tasks.project} = ${project}`, sql`+${tasks.kind} IN ${listed(kinds)}`),
  );
  const rows = await db
    .select({ task: tasks })
    .from(tasks)
    .leftJoin(tickets, eq(tickets.taskId, tasks.id))
    .where(
      and(
        isNull(tickets.taskId),
        or(...theirs),
        or(
          inArray(tasks.status, [...openStatuses]),
          and(inArray(tasks.status, [...finalStatuses]), gt(tasks.updatedAt, endedSince)),
        ),
      ),
    )
    .limit(most);
  return rows.map(({ task }) => task);
}

/** A list of any length as one bound value. */
function listed(values: readonly string[]): SQL {
  return sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;
}

/** Tickets with something to tell, those first that were told of longest ago. */
export async function ticketsToTell(db: Database, types: readonly LedgerType[], most: number) {
  const news = sql`EXISTS (SELECT 1 FROM ${ledger} WHERE ${and(
    eq(ledger.taskId, tickets.taskId),
    gt(ledger.seq, tickets.checkpoint),
    inArray(ledger.type, [...types]),
  )})`;
  return db
    .select({ ticket: tickets, task: tasks })
    .from(tickets)
    .innerJoin(tasks, eq(tasks.id, tickets.taskId))
    .where(and(eq(tickets.closed, false), or(isNull(tickets.status), news)))
    .orderBy(asc(tickets.updatedAt))
    .limit(most);
}

/** A task's facts of some types after a cursor, oldest first. */
export async function newsOf(
  db: Database,
  { taskId, checkpoint }: Pick<TicketRow, "taskId" | "checkpoint">,
  types: readonly LedgerType[],
  most: number,
) {
  return db
    .select()
    .from(ledger)
    .where(and(eq(ledger.taskId, taskId), gt(ledger.seq, checkpoint), inArray(ledger.type, [...types])))
    .orderBy(asc(ledger.seq))
    .limit(most);
}

/** A new row; one that is there already stays. */
export function newTicket(db: Database, row: Pick<TicketRow, "taskId" | "issue" | "closed" | "updatedAt">) {
  return db
    .insert(tickets)
    .values({ status: null, checkpoint: 0, left: false, ...row })
    .onConflictDoNothing();
}

export function changeTicket(
  db: Database,
  taskId: string,
  change: Partial<Omit<TicketRow, "taskId">>,
  where?: SQL,
) {
  return db
    .update(tickets)
    .set(change)
    .where(and(eq(tickets.taskId, taskId), where))
    .returning({ taskId: tickets.taskId });
}

/** The newest task that is told of in an issue. */
export async function taskOfIssue(db: Database, issue: string) {
  const row = await db
    .select({ task: tasks })
    .from(tickets)
    .innerJoin(tasks, eq(tasks.id, tickets.taskId))
    .where(eq(tickets.issue, issue))
    .orderBy(desc(tasks.createdAt))
    .limit(1)
    .get();
  return row?.task;
}
