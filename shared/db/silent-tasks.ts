import { and, eq, exists, gt, inArray, not, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/sqlite-core";
import { finalStatuses, openStatuses } from "../domain/task-status.ts";
import type { Database } from "./database.ts";
import { effects, ledger, tasks } from "./schema.ts";

/** How long after its end a task is looked after that isn't closed: its last words may be on their way still. */
const afterwordsMs = 6 * 3_600_000;
/** More than are ever open at once; beyond it, the newest. */
const most = 20_000;

/** The tasks that aren't closed, with the moment of their last fact or attempt. */
export async function unclosedTasks(db: Database, now: number): Promise<{ id: string; since: number }[]> {
  // Among the columns of one table drizzle names what stands bare in SQL without its table, which in here would be another's.
  const [itsFacts, itsEffects] = [eq(ledger.taskId, tasks.id), eq(effects.taskId, tasks.id)];
  const lastFact = sql`coalesce((SELECT at FROM ${ledger} WHERE ${itsFacts} ORDER BY seq DESC LIMIT 1), ${tasks.updatedAt})`;
  // An attempt is no fact before its end, and it may die more than once.
  const lastTry = sql`coalesce((SELECT max(updated_at) FROM ${effects} WHERE ${itsEffects}), 0)`;
  const columns = { id: tasks.id, since: sql<number>`max(${lastFact}, ${lastTry})`.as("since") };
  const closing = db
    .select({ id: ledger.id })
    .from(ledger)
    .where(eq(ledger.id, sql`${tasks.id} || '/closed'`));
  return unionAll(
    db
      .select(columns)
      .from(tasks)
      .where(inArray(tasks.status, [...openStatuses])),
    db
      .select(columns)
      .from(tasks)
      .where(
        and(
          inArray(tasks.status, [...finalStatuses]),
          gt(tasks.updatedAt, now - afterwordsMs),
          not(exists(closing)),
        ),
      ),
  )
    .orderBy(sql`since DESC`)
    .limit(most);
}
