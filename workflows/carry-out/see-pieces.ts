import { and, eq, inArray, isNotNull, or } from "drizzle-orm";
import { actions, approvals, effects } from "../../shared/db/schema.ts";
import type { ApprovalStatus } from "../../shared/domain/approval.ts";
import type { EffectState } from "../../shared/domain/effect.ts";
import type { EffectResult } from "../../shared/domain/sending.ts";
import { publishingOf } from "../../shared/jobs/editorial/rules.ts";
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

/**
 * Reads how actions of a task stand: of each that which it has become, when people have edited it or it was late.
 * The rules of that moment come with it, so that who goes on from it later goes on under the same.
 * @param roots the actions as they were first proposed
 */
export async function seePieces(
  { spine, taskId, project }: Pick<DurableRun, "spine" | "taskId" | "project">,
  roots: readonly string[],
): Promise<Seen> {
  const rows = await spine.db
    .select({ action: actions, approval: approvals, effect: effects })
    .from(actions)
    .leftJoin(approvals, eq(approvals.actionId, actions.id))
    .leftJoin(effects, eq(effects.actionId, actions.id))
    .where(and(eq(actions.taskId, taskId), or(inArray(actions.id, [...roots]), isNotNull(actions.editOf))));
  const newest = (id: string): (typeof rows)[number] => {
    const successor = rows.find(({ action }) => action.editOf === id);
    if (successor !== undefined) return newest(successor.action.id);
    const row = rows.find(({ action }) => action.id === id);
    if (row === undefined) throw new Error(`the action ${id} is gone`);
    return row;
  };
  const { late, timeZone } = publishingOf(spine.settings.RULES, project);
  return {
    now: spine.now(),
    lateMs: late.act === "publish" ? null : late.minutes * 60_000,
    timeZone,
    pieces: roots.map((root): SeenPiece => {
      const { action, approval, effect } = newest(root);
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
