import { desc, gt, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import { stops } from "../db/schema.ts";
import type { Attempt } from "../domain/attempt.ts";
import { describeStop, type Stop, stopAmong, type Whereabouts } from "../domain/stop.ts";
import type { Spine } from "./context.ts";

/** Few are open: they are found by that and then sorted, rather than all looked through in their order. */
const byTime = sql`+${stops.at}`;

/** Asks for the stops that count now. */
export function openStops(db: Database) {
  return db.select().from(stops).where(isNull(stops.resumedAt)).orderBy(byTime);
}

/** Asks for those that count now and those that ended after a moment: what a clock has to make up for. */
export function stopsSince(db: Database, at: number | SQL) {
  return db
    .select()
    .from(stops)
    .where(or(isNull(stops.resumedAt), gt(stops.resumedAt, at)))
    .orderBy(byTime);
}

/** Asks for the newest that have ended. */
export function endedStops(db: Database, limit = 50) {
  return db.select().from(stops).where(gt(stops.resumedAt, 0)).orderBy(desc(stops.resumedAt)).limit(limit);
}

/** Where an action happens: its project and kind, the job whose task it is, the service that it goes to. */
export function whereOf(
  { jobs, kinds }: Pick<Spine, "jobs" | "kinds">,
  { taskId, project, kind }: { taskId: string; project: string; kind: string },
): Whereabouts {
  return {
    project,
    actionKind: kind,
    job: jobs.ofTask(taskId)?.name,
    service: kinds(kind)?.service,
  };
}

/** The stop that keeps something from happening there now; null: none does. Read anew each time: D1's word counts. */
export async function stopFor(spine: Pick<Spine, "db">, where: Whereabouts): Promise<Stop | null> {
  return stopAmong(await openStops(spine.db), where);
}

/** What a write is bound to that must not be made while a stop applies there; the project may be found by an expression. */
export function unlessStopped({
  project,
  job,
  service,
  actionKind,
}: Omit<Whereabouts, "project"> & { project?: Whereabouts["project"] | SQL }): SQL {
  const named = Object.entries({ project, job, service, action_kind: actionKind }).flatMap(([scope, name]) =>
    name === undefined || name === null ? [] : [sql`(${stops.scope} = ${scope} AND ${stops.name} = ${name})`],
  );
  const any = sql.join([sql`${stops.scope} = 'all'`, ...named], sql` OR `);
  return sql`NOT EXISTS (SELECT 1 FROM ${stops} WHERE ${stops.resumedAt} IS NULL AND (${any}))`;
}

/** A try that a stop has kept from being made. */
export function heldUp(stop: Stop): Extract<Attempt<never>, { kind: "stopped" }> {
  return { kind: "stopped", stopId: stop.id, reason: describeStop(stop) };
}
