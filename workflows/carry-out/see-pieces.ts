import { and, eq, inArray, isNotNull, or, sql } from "drizzle-orm";
import { policyColumn } from "../../shared/db/policy-context.ts";
import { newestChange } from "../../shared/db/settings.ts";
import { actions, approvals, effects, tasks } from "../../shared/db/schema.ts";
import type { ApprovalStatus } from "../../shared/domain/approval.ts";
import type { EffectState } from "../../shared/domain/effect.ts";
import type { EffectResult } from "../../shared/domain/sending.ts";
import { publishingOf } from "../../shared/jobs/editorial/rules.ts";
import type { Cancel } from "../../shared/domain/task.ts";
import { boundaryOf } from "../../shared/policy/boundaries.ts";
import type { LoadedAction } from "../../shared/spine/load-action.ts";
import { confirmSettings } from "../../shared/spine/live-settings.ts";
import { keepGlance } from "../../shared/spine/glance.ts";
import { recordLeft } from "../../shared/spine/record.ts";
import { stopsSince } from "../../shared/spine/stops.ts";
import type { DurableRun } from "../durable-run.ts";

/** An action as it stands, in its newest version. Times are epoch milliseconds. */
export interface SeenPiece {
  actionId: string;
  /** Its name within the task. */
  key: string;
  kind: string;
  target: string;
  digest: string;
  reasons: string[];
  dueAt: number | null;
  editedBy: string | null;
  approvalId: string | null;
  status: ApprovalStatus | "auto" | "forbidden";
  holdUntil: number | null;
  people: number;
  by: string | null;
  decidedAt: number | null;
  reason: string | null;
  effect: EffectState | null;
  sent: boolean;
  asked: boolean;
  error: string | null;
  stale: boolean;
  result: EffectResult | null;
}

export interface Seen {
  now: number;
  /** After its time by more than this something is late; null: it goes out all the same. */
  lateMs: number | null;
  /** The zone of the project's times. */
  timeZone: string;
  /** In the order of the roots. */
  pieces: SeenPiece[];
}

/** An action with what it waits at, or waited, and its effect, as they are on record. */
export interface PieceRows {
  action: typeof actions.$inferSelect;
  approval: typeof approvals.$inferSelect | null;
  effect: typeof effects.$inferSelect | null;
}

/** How actions stand, and whether their task is to end. */
export interface Looked {
  seen: Seen;
  cancel: Cancel | null;
  /** All that is to be known of one that is alone before it leaves: just read, so it needn't be loaded. */
  loaded: LoadedAction | null;
}

/**
 * Reads in one round trip how actions of a task stand: of each that which it has become, when people have edited it or it was late.
 * The rules of that moment come with it, so that who goes on from it later goes on under the same.
 * @param roots the actions as they were first proposed
 * @param before how they stood when they were last looked at
 */
export async function seePieces(
  run: Pick<DurableRun, "spine" | "taskId" | "project">,
  roots: readonly string[],
  before: readonly SeenPiece[],
): Promise<Looked> {
  const { spine, taskId, project } = run;
  const { db } = spine;
  await recordLeft(spine);
  const [one, ...others] = before;
  const alone = others.length === 0 ? one : undefined;
  const mine = and(
    eq(actions.taskId, taskId),
    or(inArray(actions.id, [...roots]), isNotNull(actions.editOf)),
  );
  const ids = db.select({ id: actions.id }).from(actions).where(mine);
  const { actionId = "", kind = "", target = "" } = alone ?? {};
  // No join: in a batch, D1 returns rows by column name, and these tables share names.
  const [acts, asked, done, [found], stops] = await db.batch([
    db.select().from(actions).where(mine),
    db.select().from(approvals).where(inArray(approvals.actionId, ids)),
    db.select().from(effects).where(inArray(effects.actionId, ids)),
    db
      .select({
        task: { kind: tasks.kind, status: tasks.status, cancel: tasks.cancel },
        newest: newestChange,
        policy: policyColumn(db, { project, kind, target }, actionId, boundaryOf(kind).precedentOf),
      })
      .from(sql`(SELECT 1)`)
      .leftJoin(tasks, eq(tasks.id, taskId)),
    stopsSince(db, sql`coalesce((SELECT min(created_at) FROM ${actions} WHERE ${mine}), 0)`),
  ]);
  if (found === undefined) throw new Error("the database has not answered how the task stands");
  confirmSettings(spine, found.newest);
  const { task, policy } = found;
  const { cancel } = keepGlance(spine, task === null ? [] : [task], stops);
  const rows = acts.map((action): PieceRows => ({
    action,
    approval: asked.find((row) => row.actionId === action.id) ?? null,
    effect: done.find((row) => row.actionId === action.id) ?? null,
  }));
  const seen = seenIn(run, newestOf(rows, roots));
  const row = rows.find(({ action }) => action.id === actionId);
  const loaded =
    row === undefined || row.effect === null ? null : { ...row, effect: row.effect, task, ...policy, stops };
  return { seen, cancel, loaded };
}

/** Of each action that which it has become. */
function newestOf(rows: readonly PieceRows[], roots: readonly string[]): PieceRows[] {
  const newest = (id: string): PieceRows => {
    const successor = rows.find(({ action }) => action.editOf === id);
    if (successor !== undefined) return newest(successor.action.id);
    const row = rows.find(({ action }) => action.id === id);
    if (row === undefined) throw new Error(`the action ${id} is gone`);
    return row;
  };
  return roots.map(newest);
}

/** What their rows say, under the rules of this moment. */
export function seenIn(
  { spine, taskId, project }: Pick<DurableRun, "spine" | "taskId" | "project">,
  rows: readonly PieceRows[],
): Seen {
  const { late, timeZone } = publishingOf(spine.settings.RULES, project);
  return {
    now: spine.now(),
    lateMs: late.act === "publish" ? null : late.minutes * 60_000,
    timeZone,
    pieces: rows.map(({ action, approval, effect }): SeenPiece => {
      const { id, kind, target, digest, verdict, dueAt, editedBy } = action;
      const unasked = verdict.kind === "forbidden" ? "forbidden" : "auto";
      return {
        actionId: id,
        key: id.slice(taskId.length + 1),
        kind,
        target,
        digest,
        reasons: verdict.reasons,
        dueAt,
        editedBy,
        approvalId: approval?.id ?? null,
        status: approval?.status ?? unasked,
        holdUntil: approval?.holdUntil ?? null,
        people: approval?.rule.people ?? 0,
        by: approval?.decidedBy ?? null,
        decidedAt: approval?.decidedAt ?? null,
        reason: approval?.reason ?? null,
        effect: effect?.state ?? null,
        sent: effect !== null && effect.sentAt !== null,
        asked: effect !== null && effect.askedAt !== null,
        error: effect?.error ?? null,
        stale: effect?.stale ?? false,
        result: effect?.result ?? null,
      };
    }),
  };
}
