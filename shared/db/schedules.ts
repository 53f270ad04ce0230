import { and, asc, eq, lte, notInArray } from "drizzle-orm";
import type { Database } from "./database.ts";
import { schedules, signals, tasks } from "./schema.ts";

export type ScheduleRow = typeof schedules.$inferSelect;

/** All schedules by name, each with what came of its last run. */
export async function listSchedules(db: Database, most: number) {
  return withRuns(db).orderBy(asc(schedules.name), asc(schedules.id)).limit(most);
}

/** One schedule with what came of its last run. */
export async function scheduleById(db: Database, id: string) {
  return withRuns(db).where(eq(schedules.id, id)).get();
}

function withRuns(db: Database) {
  return db
    .select({
      schedule: schedules,
      signal: { status: signals.status, reason: signals.reason },
      task: { id: tasks.id, status: tasks.status },
    })
    .from(schedules)
    .leftJoin(signals, eq(signals.id, schedules.lastSignal))
    .leftJoin(tasks, eq(tasks.signalId, schedules.lastSignal));
}

/** The schedules whose time has come, those that wait longest first, but for some projects. */
export async function dueSchedules(
  db: Database,
  now: number,
  except: readonly string[],
  most: number,
): Promise<ScheduleRow[]> {
  return db
    .select()
    .from(schedules)
    .where(and(lte(schedules.nextAt, now), notInArray(schedules.project, [...except])))
    .orderBy(asc(schedules.nextAt))
    .limit(most);
}
