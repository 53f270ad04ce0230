import { and, eq, sql } from "drizzle-orm";
import { dueSchedules, type ScheduleRow } from "../../../db/schedules.ts";
import { schedules } from "../../../db/schema.ts";
import { log } from "../../../platform/log.ts";
import type { Spine } from "../../../spine/context.ts";
import { enqueueSoon } from "../../../spine/receive.ts";
import { hit } from "../../../spine/record.ts";
import { newSignal } from "../../../spine/record-signals.ts";
import { openStops } from "../../../spine/stops.ts";
import { dueRun } from "./planned-times.ts";
import { scheduledSignal, timingOf } from "./scheduled-signal.ts";

/** So many a minute at most; the others have their turn in the next. */
const most = 50;

/**
 * Runs the schedules whose time has come, each once for the last of the times that it has missed. Two that do it at once record
 * the same signal, and an edit or a pause in between keeps what was read before it from running. What is stopped runs once
 * when it goes on. Returns how many have run.
 */
export async function runSchedules(spine: Spine): Promise<number> {
  const { db } = spine;
  const now = spine.now();
  const stops = await openStops(db);
  const stopped = stops.flatMap(({ scope, name }) => (scope === "project" ? [name] : []));
  const due = await dueSchedules(db, now, stopped, most);
  const runs = due.flatMap((row) => (row.nextAt === null ? [] : [runOf(spine, row, row.nextAt, now)]));
  const [first, ...rest] = runs.flatMap(({ statements }) => statements);
  if (first === undefined) return 0;
  const results: unknown[] = await db.batch([first, ...rest]);
  const begun = runs.filter((_, n) => hit(results[n * 2]));
  for (const { signal } of begun) enqueueSoon(spine, signal);
  log.info("schedules.run", { count: begun.length });
  return begun.length;
}

/** A run's signal and its schedule's next time, both only if the schedule is as it was read. */
function runOf(spine: Spine, row: ScheduleRow, since: number, now: number) {
  const { planned, next } = dueRun(timingOf(row), row.timeZone, since, now);
  const signal = scheduledSignal(spine, row, new Date(planned).toISOString(), planned);
  const same = and(eq(schedules.id, row.id), eq(schedules.nextAt, since), eq(schedules.version, row.version));
  return {
    signal,
    statements: [
      newSignal(spine, signal, sql`EXISTS (SELECT 1 FROM ${schedules} WHERE ${same})`),
      spine.db
        .update(schedules)
        .set({ nextAt: next, lastAt: planned, lastSignal: signal.id })
        .where(same)
        .returning({ id: schedules.id }),
    ],
  };
}
