import { and, eq, getTableColumns, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { tasks, watches, type WatchRow, watchSignals } from "../../../db/schema.ts";
import type { TaskStatus } from "../../../domain/task-status.ts";
import type { Spine } from "../../../spine/context.ts";

/** A project's watch while one look has it. */
export interface Leased {
  /** Names this look: what it writes counts only while the row names it. */
  token: string;
  row: WatchRow;
  /** Signals wait for a cycle. */
  waiting: boolean;
  /** How the cycle that is thinking has come on; null: its task doesn't exist, yet or at all. */
  taskStatus: TaskStatus | null;
}

/** Takes a project's watch for one look; null: another has it, or the project isn't on the clock. */
export async function takeLease(spine: Spine, project: string, forMs: number): Promise<Leased | null> {
  const { db } = spine;
  const now = spine.now();
  const token = crypto.randomUUID();
  const isNew = and(eq(watchSignals.project, project), eq(watchSignals.state, "new"));
  const [taken] = await db
    .update(watches)
    .set({ lease: token, leaseUntil: now + forMs })
    .where(and(eq(watches.project, project), or(isNull(watches.lease), lte(watches.leaseUntil, now))))
    .returning({
      ...getTableColumns(watches),
      waiting: sql<number>`EXISTS (SELECT 1 FROM ${watchSignals} WHERE ${isNew})`,
      taskStatus: sql<TaskStatus | null>`(SELECT ${tasks.status} FROM ${tasks} WHERE ${eq(tasks.id, watches.taskId)})`,
    });
  if (taken !== undefined) {
    const { waiting, taskStatus, ...row } = taken;
    return { token, row, waiting: waiting === 1, taskStatus };
  }
  // Whoever has it may have died: then the project is due again as soon as its lease is over.
  await db
    .update(watches)
    .set({ dueAt: sql`min(${watches.dueAt}, ${watches.leaseUntil})` })
    .where(and(eq(watches.project, project), isNotNull(watches.lease)));
  return null;
}

/** Holds while a look still has a project. */
export function holdsLease(project: string, token: string): SQL {
  return sql`EXISTS (SELECT 1 FROM ${watches} WHERE ${and(eq(watches.project, project), eq(watches.lease, token))})`;
}

/** Gives a project back after a look that came to nothing. */
export async function dropLease({ db }: Spine, project: string, token: string): Promise<void> {
  await db
    .update(watches)
    .set({ lease: null, leaseUntil: null })
    .where(and(eq(watches.project, project), eq(watches.lease, token)));
}
