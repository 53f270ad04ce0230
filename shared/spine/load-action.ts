import { eq, sql } from "drizzle-orm";
import { type PolicyRecords, policyColumn } from "../db/policy-context.ts";
import { actions, approvals, effects, tasks } from "../db/schema.ts";
import { whyNotAllowed, whyTooFew } from "../domain/approval.ts";
import { sha256 } from "../platform/digest.ts";
import { boundaryOf } from "../policy/boundaries.ts";
import { isStricter, verdict } from "../policy/verdict.ts";
import type { Spine } from "./context.ts";
import type { Principal } from "./cancelled.ts";
import { stoodStill, type Stop } from "../domain/stop.ts";
import { standingOn } from "./standing.ts";
import { stopsSince, whereOf } from "./stops.ts";
import { recordLeft } from "./record.ts";
import { inspect, verdictInput } from "./verdict-input.ts";

/** An action that may have an effect, with all that the checks before it need. */
export interface LoadedAction extends PolicyRecords {
  action: typeof actions.$inferSelect;
  effect: typeof effects.$inferSelect;
  approval: typeof approvals.$inferSelect | null;
  /** On whose behalf; null for a task that nobody recorded. */
  task: Principal | null;
  /** Stops that count now, or have counted since it was proposed. */
  stops: Stop[];
}

/** An action whose attempt has begun with its record. */
export type BegunAction = Pick<LoadedAction, "action" | "effect" | "approval">;

/** Reads an action in one round trip; undefined when there is none that may have an effect. */
export async function loadAction(spine: Spine, actionId: string): Promise<LoadedAction | undefined> {
  await recordLeft(spine);
  const { db } = spine;
  const of = (column: string) =>
    sql<string>`(SELECT ${sql.identifier(column)} FROM ${actions} WHERE id = ${actionId})`;
  const where = { project: of("project"), kind: of("kind"), target: of("target") };
  // No join: in a batch, D1 returns rows by column name, and these tables share names.
  const [[action], [effect], [approval], [found], stops] = await db.batch([
    db.select().from(actions).where(eq(actions.id, actionId)),
    db.select().from(effects).where(eq(effects.actionId, actionId)),
    db.select().from(approvals).where(eq(approvals.actionId, actionId)),
    db
      .select({
        task: { kind: tasks.kind, status: tasks.status, cancel: tasks.cancel },
        there: policyColumn(db, where, actionId, "target").as("there"),
        anywhere: policyColumn(db, where, actionId, "kind").as("anywhere"),
      })
      .from(sql`(SELECT 1)`)
      .leftJoin(tasks, eq(tasks.id, of("task_id"))),
    stopsSince(db, of("created_at")),
  ]);
  if (!action || !effect || !found) return undefined;
  const policy = boundaryOf(action.kind).precedentOf === "kind" ? found.anywhere : found.there;
  return {
    action,
    effect,
    approval: approval ?? null,
    task: found.task,
    ...policy,
    stops,
  };
}

const hourMs = 60 * 60_000;

/**
 * Why an action may not be applied at this moment; null when it may. Everything is looked at again: the bytes against
 * the digest, the digest against the approval, the approval's age (time in which it was stopped doesn't count) and whether
 * those who gave it still may, the deadline, and policy as it is now.
 */
export async function whyNotNow(spine: Spine, loaded: LoadedAction): Promise<string | null> {
  const { action, approval, stops } = loaded;
  const now = spine.now();
  if ((await sha256(action.payload)) !== action.digest)
    return "the payload has changed since it was proposed";
  if (approval === null && action.verdict.kind !== "auto") return `the verdict is ${action.verdict.kind}`;
  if (approval !== null) {
    const validMs = spine.settings.RULES.approvalValidHours * hourMs;
    const still = stoodStill(stops, whereOf(spine, action), approval.decidedAt ?? now, now);
    // A yes to something that has its time is good until then, and the usual while longer.
    const decidedAt = approval.decidedAt ?? now;
    const ahead = Math.max(0, (timeOf(spine, action, decidedAt) ?? 0) - decidedAt);
    const problem =
      whyNotAllowed(approval, action.digest, now - still - ahead, validMs) ??
      whyTooFew(approval, standingOn(spine, approval));
    if (problem !== null) return problem;
  }
  const deadline = approval === null ? action.deadline : approval.deadline;
  if (deadline !== null && now > deadline) return "its deadline has passed";
  const passed = approval === null ? "auto" : approval.status === "released" ? "hold" : "approval";
  const fresh = verdict(freshInput(spine, loaded));
  if (isStricter(fresh.kind, passed)) return `policy now says ${fresh.kind}: ${fresh.reasons.join("; ")}`;
  return null;
}

/** Before when an action must not happen: its own time, else what the team's rules say of something that could go out since `from`. */
export function timeOf(
  { jobs, settings }: Spine,
  { project, payload, dueAt }: LoadedAction["action"],
  from: number,
): number | null {
  if (dueAt !== null) return dueAt;
  return jobs.opensAt(settings, { project, payload: JSON.parse(payload) }, from);
}

function freshInput(spine: Spine, { action, levels, past, made }: LoadedAction) {
  const { taskId, project, kind, provenance, sources } = action;
  return verdictInput(
    spine,
    { taskId, project, kind, provenance, sources: sources.length },
    inspect(spine, project, kind, JSON.parse(action.payload), made),
    { levels, past },
  );
}
