import { eq, sql } from "drizzle-orm";
import { type LevelRow, levelsOf, precedentOf } from "../db/policy-context.ts";
import { actions, approvals, effects, tasks } from "../db/schema.ts";
import { whyNotAllowed } from "../domain/approval.ts";
import type { Outcome } from "../domain/outcome.ts";
import { sha256 } from "../platform/digest.ts";
import { isStricter, verdict } from "../policy/verdict.ts";
import type { Spine } from "./context.ts";
import type { Principal } from "./cancelled.ts";
import { inspect, verdictInput } from "./verdict-input.ts";

/** An action that may have an effect, with all that the checks before it need. */
export interface LoadedAction {
  action: typeof actions.$inferSelect;
  effect: typeof effects.$inferSelect;
  approval: typeof approvals.$inferSelect | null;
  /** On whose behalf; null for a task that nobody recorded. */
  task: Principal | null;
  levels: LevelRow[];
  past: { outcome: Outcome }[];
}

/** Reads an action in one round trip; undefined when there is none that may have an effect. */
export async function loadAction({ db }: Spine, actionId: string): Promise<LoadedAction | undefined> {
  const of = (column: string) =>
    sql<string>`(SELECT ${sql.identifier(column)} FROM ${actions} WHERE id = ${actionId})`;
  const where = { project: of("project"), kind: of("kind"), target: of("target") };
  // No join: in a batch, D1 returns rows by column name, and these tables share names.
  const [[action], [effect], [approval], [task], levels, past] = await db.batch([
    db.select().from(actions).where(eq(actions.id, actionId)),
    db.select().from(effects).where(eq(effects.actionId, actionId)),
    db.select().from(approvals).where(eq(approvals.actionId, actionId)),
    db
      .select({ kind: tasks.kind, status: tasks.status, cancel: tasks.cancel })
      .from(tasks)
      .where(eq(tasks.id, of("task_id"))),
    levelsOf(db, where),
    precedentOf(db, where, actionId),
  ]);
  if (!action || !effect) return undefined;
  return { action, effect, approval: approval ?? null, task: task ?? null, levels, past };
}

const hourMs = 60 * 60_000;

/**
 * Why an action may not be applied at this moment; null when it may. Everything is looked at again: the bytes against
 * the digest, the digest against the approval, the approval's age, the deadline, and policy as it is now.
 */
export async function whyNotNow(spine: Spine, loaded: LoadedAction): Promise<string | null> {
  const { action, approval } = loaded;
  const now = spine.now();
  if ((await sha256(action.payload)) !== action.digest)
    return "the payload has changed since it was proposed";
  if (approval === null && action.verdict.kind !== "auto") return `the verdict is ${action.verdict.kind}`;
  if (approval !== null) {
    const validMs = spine.settings.RULES.approvalValidHours * hourMs;
    const problem = whyNotAllowed(approval, action.digest, now, validMs);
    if (problem !== null) return problem;
  }
  const deadline = approval === null ? action.deadline : approval.deadline;
  if (deadline !== null && now > deadline) return "its deadline has passed";
  const passed = approval === null ? "auto" : approval.status === "released" ? "hold" : "approval";
  const fresh = verdict(freshInput(spine, loaded));
  if (isStricter(fresh.kind, passed)) return `policy now says ${fresh.kind}: ${fresh.reasons.join("; ")}`;
  if (fresh.kind === "approval" && approval !== null && approval.votes.length < fresh.rule.people)
    return `policy now asks for ${fresh.rule.people} people`;
  return null;
}

function freshInput(spine: Spine, { action, levels, past }: LoadedAction) {
  const { taskId, project, kind, provenance, sources } = action;
  return verdictInput(
    spine,
    { taskId, project, kind, provenance, sources: sources.length },
    inspect(spine, project, kind, JSON.parse(action.payload)),
    { levels, past },
  );
}
