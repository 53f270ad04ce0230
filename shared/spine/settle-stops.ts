import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { approvals, ledger, stops } from "../db/schema.ts";
import type { Stop } from "../domain/stop.ts";
import { log } from "../platform/log.ts";
import { clocked } from "./change-approval.ts";
import type { Spine } from "./context.ts";
import { armHold } from "./waiting.ts";
import { stopsSince } from "./stops.ts";
import { sendKeptBack } from "./sweep-effects.ts";
import { wakeTask } from "./wake.ts";

/** So many are woken side by side. */
const atOnce = 20;

/**
 * Lets go on what waited for stops that have ended: clocks that stood still go on, halted tasks are woken, what was kept
 * back and no workflow waits for is sent. Each part is safe to do twice; a stop is settled when all is done. Returns how many.
 */
export async function settleStops(spine: Spine): Promise<number> {
  const ended = await spine.db
    .select()
    .from(stops)
    .where(and(gt(stops.resumedAt, 0), isNull(stops.settledAt)));
  for (const stop of ended) {
    await moveClocks(spine, stop);
    const halted = await haltedBy(spine, stop);
    for (let from = 0; from < halted.length; from += atOnce)
      await Promise.all(halted.slice(from, from + atOnce).map(async (taskId) => wakeTask(spine, taskId)));
    await sendKeptBack(spine, stop, new Set(halted));
    await spine.db.update(stops).set({ settledAt: spine.now() }).where(eq(stops.id, stop.id));
    log.info("stop.settled", { code: stop.scope, count: halted.length });
  }
  return ended.length;
}

/** Shows the time that approvals have left now, and puts holds on their clocks again. Whoever reads one that isn't shown yet counts the same. */
async function moveClocks(spine: Spine, { resumedAt }: Stop): Promise<void> {
  const { db } = spine;
  const clock = sql`coalesce(${approvals.clockAt}, ${approvals.createdAt})`;
  const behind = and(eq(approvals.status, "pending"), lt(clock, resumedAt ?? 0));
  const since = sql`coalesce((SELECT min(${clock}) FROM ${approvals} WHERE ${behind}), ${resumedAt})`;
  const [rows, all] = await db.batch([db.select().from(approvals).where(behind), stopsSince(db, since)]);
  for (const row of rows) {
    const { holdUntil, remindAt, expiresAt, clockAt } = clocked(spine, row, all);
    if (clockAt === row.clockAt) continue;
    const [moved] = await db
      .update(approvals)
      .set({ holdUntil, remindAt, expiresAt, clockAt, changeId: crypto.randomUUID() })
      .where(and(eq(approvals.id, row.id), eq(approvals.changeId, row.changeId)))
      .returning();
    if (moved === undefined) continue;
    await armHold(spine, row.project, moved);
    // The question in its thread shows when its window ends.
    if (holdUntil !== null) await wakeTask(spine, row.taskId);
  }
}

/** The tasks that a stop has halted, each once. */
async function haltedBy({ db }: Spine, { id }: Stop): Promise<string[]> {
  const rows = await db
    .selectDistinct({ taskId: ledger.taskId })
    .from(ledger)
    .where(and(eq(ledger.type, "stop.waited"), sql`json_extract(${ledger.data}, '$.stopId') = ${id}`));
  return rows.flatMap(({ taskId }) => taskId ?? []);
}
