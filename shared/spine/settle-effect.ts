import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { insertWhere } from "../db/insert-where.ts";
import type { Entry, Statement } from "../db/ledger.ts";
import { actionOutcomes, effects } from "../db/schema.ts";
import { type Effect, type EffectEvent, nextEffect } from "../domain/effect.ts";
import type { LedgerType } from "../domain/ledger.ts";
import { nextLook } from "../domain/look-back.ts";
import type { EffectResult } from "../domain/sending.ts";
import { placeOf } from "../domain/target.ts";
import { boundaryOf } from "../policy/boundaries.ts";
import type { Spine } from "./context.ts";
import type { LoadedAction } from "./load-action.ts";
import { fact, hit, recordAll } from "./record.ts";
import { unlessStopped, whereOf } from "./stops.ts";

/** What is known of an action when it is attempted. */
export type Attempted = Pick<LoadedAction, "action" | "approval">;

/** An effect's next state, and what is to be written of it. */
export interface Settling {
  next: Effect;
  /** Its first record returns a row if it became so. */
  entry: Entry;
}

/**
 * Writes an effect's next state, its fact and how the action ended, unless another attempt was there first (null). While
 * a stop applies nothing is marked as sent.
 */
export async function settleEffect(
  spine: Spine,
  loaded: Attempted,
  effect: Effect,
  event: EffectEvent,
  result?: EffectResult,
): Promise<Effect | null> {
  const settling = settlingOf(spine, loaded, effect, event, result);
  if (settling === null) return null;
  const [[updated] = []] = await recordAll(spine, [settling.entry]);
  return hit(updated) ? settling.next : null;
}

/** What `settleEffect` writes; null for what can't happen to the effect. */
export function settlingOf(
  spine: Spine,
  { action, approval }: Attempted,
  effect: Effect,
  event: EffectEvent,
  result?: EffectResult,
): Settling | null {
  const next = nextEffect(effect, event);
  if (next === null) return null;
  const at = spine.now();
  const update = spine.db
    .update(effects)
    .set({
      ...next,
      ...(result ? { result } : {}),
      lookAt: firstLook(spine, action.kind, next, at),
      updatedAt: at,
    })
    .where(
      and(
        eq(effects.actionId, action.id),
        eq(effects.state, effect.state),
        eq(effects.attempts, effect.attempts),
        is(effects.sentAt, effect.sentAt),
        is(effects.checkAt, effect.checkAt),
        event.kind === "sent" || event.kind === "checking"
          ? unlessStopped(whereOf(spine, action))
          : undefined,
      ),
    )
    .returning({ attempts: effects.attempts });
  const type = factOf(next, event);
  if (type === null) return { next, entry: { facts: [], records: [update] } };
  // Only what really became so is a fact: another attempt may have been faster.
  const so = and(
    eq(effects.actionId, action.id),
    eq(effects.state, next.state),
    eq(effects.attempts, next.attempts),
    eq(effects.updatedAt, at),
  );
  const became = sql`EXISTS (SELECT 1 FROM ${effects} WHERE ${so})`;
  const records: Statement[] = [update];
  // A task that was cancelled says nothing of the action, nor does what it was thought out for and is there no more.
  const isSaid = event.kind !== "cancelled" && event.kind !== "stale";
  const counts = boundaryOf(action.kind).precedent !== "any" && isSaid;
  if (counts && (next.state === "applied" || next.state === "failed")) {
    const outcome = next.state === "applied" ? "accepted" : "failed";
    const { id: actionId, taskId, project, kind, target } = action;
    const reviewed = approval?.status === "approved";
    const row = { actionId, taskId, project, kind, target: placeOf(target), outcome, reviewed, at } as const;
    records.push(insertWhere(spine.db, actionOutcomes, row, became).onConflictDoNothing());
  }
  const told = fact(
    spine,
    action.taskId,
    `${action.id}/effect/${next.state}/${next.attempts}`,
    type,
    `${action.kind} ${next.state}${next.error ? `: ${next.error}` : ""}`,
    {
      actionId: action.id,
      kind: action.kind,
      target: action.target,
      digest: action.digest,
      attempts: next.attempts,
      ...result,
    },
  );
  return { next, entry: { facts: [told], records, guard: became, lasts: true } };
}

/** What people may take back or edit there is looked at again. */
function firstLook(spine: Spine, kind: string, { state }: Effect, at: number): number | null {
  return state === "applied" && spine.kinds(kind)?.standing ? nextLook(at, at) : null;
}

function is(column: SQLiteColumn, value: number | null): SQL {
  return value === null ? isNull(column) : eq(column, value);
}

function factOf(effect: Effect, event: EffectEvent): LedgerType | null {
  if (event.kind === "sent" || event.kind === "absent") return null;
  if (effect.state === "pending") return null;
  return `effect.${effect.state}`;
}

/** Holds where this very attempt is marked as sent. */
export function hasLeft(actionId: string, at: number): SQL {
  const it = and(eq(effects.actionId, actionId), eq(effects.state, "pending"), eq(effects.sentAt, at));
  return sql`EXISTS (SELECT 1 FROM ${effects} WHERE ${it})`;
}
