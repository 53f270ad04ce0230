import { and, asc, eq, sql } from "drizzle-orm";
import { signals, watchCycles, watchSignals, type WatchSignalRow } from "../../../db/schema.ts";
import type { WatchSignal } from "../../../domain/watch/watch-signal.ts";
import type { Spine } from "../../../spine/context.ts";
import { watchHeardForm } from "../signals.ts";
import { isRehearsal } from "./rehearsal.ts";

/** A signal of a cycle, with its words. */
export interface Taken {
  row: WatchSignalRow;
  signal: WatchSignal;
}

/** More than this a cycle doesn't think about; the rest waits for the next, which follows at once. */
export const atOnce = 200;

/**
 * Takes a project's new signals up for a cycle, the oldest first. Running twice gives the same: what comes in meanwhile is
 * the next cycle's. A look back takes none up: it has its own.
 */
export async function takeSignals(spine: Spine, project: string, taskId: string): Promise<Taken[]> {
  const { db } = spine;
  const isNew = and(eq(watchSignals.project, project), eq(watchSignals.state, "new"));
  const oldest = db
    .select({ id: watchSignals.id })
    .from(watchSignals)
    .where(isNew)
    .orderBy(asc(watchSignals.at), asc(watchSignals.id))
    .limit(atOnce);
  const own = sql`SELECT count(*) FROM ${watchSignals} AS own WHERE own.task_id = ${taskId}`;
  await db.batch([
    db
      .update(watchSignals)
      .set({ state: "taken", taskId })
      .where(sql`${watchSignals.id} IN (${oldest}) AND (${own}) = 0 AND NOT ${isRehearsal(taskId)}`),
    db
      .update(watchCycles)
      .set({ signals: sql`(${own})` })
      .where(eq(watchCycles.taskId, taskId)),
  ]);
  return takenSignals(spine, taskId);
}

/** What a cycle has taken up and not dealt with, the oldest first. A signal whose words are gone is left out. */
export async function takenSignals({ db }: Pick<Spine, "db">, taskId: string): Promise<Taken[]> {
  const rows = await db
    .select({ row: watchSignals, body: signals.body })
    .from(watchSignals)
    .innerJoin(signals, eq(signals.id, watchSignals.id))
    .where(and(eq(watchSignals.taskId, taskId), eq(watchSignals.state, "taken")))
    .orderBy(asc(watchSignals.at), asc(watchSignals.id));
  return rows.flatMap(({ row, body }) => {
    const heard = watchHeardForm.schema.safeParse(body);
    return heard.success ? [{ row, signal: heard.data.signal }] : [];
  });
}
