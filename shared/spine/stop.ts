import { and, eq, isNull, sql } from "drizzle-orm";
import { stops } from "../db/schema.ts";
import { hasRole, type Person } from "../domain/person.ts";
import { describeScope, describeStop, type Stop, type StopScope } from "../domain/stop.ts";
import { SignalboxError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import { actionKindNames } from "../policy/boundaries.ts";
import { approversOf, projectNames } from "../policy/rules.ts";
import type { Spine } from "./context.ts";
import { hit, record } from "./record.ts";
import { gatedServices } from "../domain/service.ts";

/** What can be stopped by name, of each sort. */
export function stoppable({ settings, jobs }: Pick<Spine, "settings" | "jobs">) {
  return {
    project: projectNames(settings.RULES),
    job: [...jobs.names],
    service: [...gatedServices],
    action_kind: [...actionKindNames],
  };
}

/**
 * Stops everything, or what bears a name: from the moment in which this is recorded nothing of it begins and nothing of it
 * leaves. What is stopped already stays so under its first reason. Anybody who may decide may stop.
 * @throws SignalboxError `bad_request` for a name that is not known, with those that are.
 */
export async function stop(
  spine: Spine,
  { scope, person, reason }: { scope: StopScope; person: Person; reason: string },
): Promise<{ stop: Stop; isNew: boolean }> {
  if (!hasRole(person, "approver"))
    throw new SignalboxError("forbidden", `stopping needs the role approver; ${person.id} is ${person.role}`);
  assertKnown(spine, scope);
  const { db } = spine;
  const at = spine.now();
  const id = crypto.randomUUID();
  const name = scope.kind === "all" ? "" : scope.name;
  const none = { resumedBy: null, resumedAt: null, resumedReason: null };
  const row: Stop = { id, scope: scope.kind, name, by: person.id, at, reason, ...none };
  const mine = sql`EXISTS (SELECT 1 FROM ${stops} WHERE ${stops.id} = ${id})`;
  const summary = describeStop(row);
  const data = { stopId: id, scope: row.scope, name, by: row.by, reason };
  const [inserted] = await record(
    spine,
    [{ id: `stop/${id}`, at, taskId: null, type: "stop.begun", summary, data }],
    [db.insert(stops).values(row).onConflictDoNothing().returning({ id: stops.id })],
    mine,
  );
  if (hit(inserted)) {
    log.warn("stop.begun", { code: row.scope, reason: summary });
    return { stop: row, isNew: true };
  }
  const open = and(eq(stops.scope, row.scope), eq(stops.name, name), isNull(stops.resumedAt));
  const before = await db.select().from(stops).where(open).get();
  // Resumed in this very moment: then it is stopped anew.
  return before === undefined ? stop(spine, { scope, person, reason }) : { stop: before, isNew: false };
}

/**
 * Ends a stop; what waited for it is woken by `settleStops`. An operator may end any, an approver of the project a project's.
 * @throws SignalboxError `not_found`, `forbidden`, or `conflict` when it has ended already.
 */
export async function resume(
  spine: Spine,
  { stopId, person, reason }: { stopId: string; person: Person; reason: string },
): Promise<Stop> {
  const { db } = spine;
  const found = await db.select().from(stops).where(eq(stops.id, stopId)).get();
  if (found === undefined) throw new SignalboxError("not_found", `there is no stop ${stopId}`);
  if (!mayResume(spine, found, person))
    throw new SignalboxError(
      "forbidden",
      `resuming ${describeScope(found)} needs ${found.scope === "project" ? "an approver of the project or " : ""}the role operator; ${person.id} is ${person.role}`,
    );
  const at = spine.now();
  const by = person.id;
  const mine = and(eq(stops.id, stopId), eq(stops.resumedBy, by), eq(stops.resumedAt, at));
  const summary = `${describeScope(found)} goes on, says ${by}: ${reason}`;
  const [updated] = await record(
    spine,
    [
      {
        id: `stop/${stopId}/ended`,
        at,
        taskId: null,
        type: "stop.ended",
        summary,
        data: { stopId, scope: found.scope, name: found.name, by, reason, stoppedMs: at - found.at },
      },
    ],
    [
      db
        .update(stops)
        .set({ resumedBy: by, resumedAt: at, resumedReason: reason })
        .where(and(eq(stops.id, stopId), isNull(stops.resumedAt)))
        .returning({ id: stops.id }),
    ],
    sql`EXISTS (SELECT 1 FROM ${stops} WHERE ${mine})`,
  );
  if (!hit(updated)) throw new SignalboxError("conflict", `${describeScope(found)} goes on already`);
  log.warn("stop.ended", { code: found.scope, reason: summary });
  return { ...found, resumedBy: by, resumedAt: at, resumedReason: reason };
}

/** Whether somebody may let go on what was stopped. */
export function mayResume(
  { settings }: Pick<Spine, "settings">,
  { scope, name }: Pick<Stop, "scope" | "name">,
  person: Person,
): boolean {
  if (hasRole(person, "operator")) return true;
  if (scope !== "project") return false;
  return approversOf(settings.PEOPLE, settings.RULES, name, "*").some(({ id }) => id === person.id);
}

function assertKnown(spine: Spine, scope: StopScope): void {
  if (scope.kind === "all") return;
  const known: readonly string[] = stoppable(spine)[scope.kind];
  if (known.includes(scope.name)) return;
  const sort = scope.kind.replaceAll("_", " ");
  throw new SignalboxError("bad_request", `there is no ${sort} ${scope.name}, only ${known.join(", ")}`);
}
