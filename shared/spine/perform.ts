import { and, eq, isNull, sql } from "drizzle-orm";
import type {
  ApplyOutcome,
  ApprovedAction,
  ReconcileOutcome,
  SealedActionKind,
} from "../actions/action-kind.ts";
import { actionKindOf } from "../actions/registry.ts";
import { actions, approvals, effects } from "../db/schema.ts";
import type { Attempt } from "../domain/attempt.ts";
import { type Effect, type EffectEvent, leaseMs, nextEffect, nextMove } from "../domain/effect.ts";
import type { LedgerType } from "../domain/ledger.ts";
import { sha256 } from "../platform/digest.ts";
import { log } from "../platform/log.ts";
import type { Spine } from "./context.ts";
import { fact, record } from "./record.ts";

type Row = NonNullable<Awaited<ReturnType<typeof load>>>;
export type EffectResult = Record<string, string>;

/** How soon an attempt whose outcome isn't known is looked into. */
const lookAgainMs = 1000;

/**
 * Executes an action: the only way to the outside. Everything is checked again at this moment: the bytes against the
 * digest, the digest against the approval, the approval against a newer version. What was sent and not answered is
 * looked for at the target before anything is sent again.
 */
export async function perform(spine: Spine, actionId: string): Promise<Attempt<EffectResult>> {
  const row = await load(spine, actionId);
  if (!row)
    return {
      kind: "failed",
      code: "not_found",
      reason: `there is no action ${actionId} that may be applied`,
    };
  const kind = actionKindOf(row.action.kind);
  let effect: Effect = row.effect;
  switch (nextMove(effect, spine.now())) {
    case "none":
      return effect.state === "applied"
        ? { kind: "done", value: row.effect.result ?? {} }
        : { kind: "failed", code: "effect_failed", reason: effect.error ?? "it failed before" };
    case "wait":
      return later(leaseMs, "another attempt is under way");
    case "send":
    case "reconcile":
      break;
  }
  const refusal = kind ? await whyNot(row) : "this kind of action is never applied";
  if (!kind || refusal !== null) {
    const reason = refusal ?? "this kind of action is never applied";
    await settle(spine, row, effect, { kind: "refused", error: reason });
    return { kind: "failed", code: "effect_failed", reason };
  }
  const action: ApprovedAction<unknown> = {
    id: actionId,
    taskId: row.action.taskId,
    target: row.action.target,
    digest: row.action.digest,
    payload: JSON.parse(row.action.payload),
  };
  if (effect.sentAt !== null) {
    const found = await kind.reconcile(spine, action);
    log.info("effect.reconciled", { actionId, taskId: action.taskId, reason: found.kind });
    const settled = await settle(spine, row, effect, eventOf(found), resultOf(found));
    if (found.kind === "found") return { kind: "done", value: found.result };
    if (found.kind === "unclear" || settled === null) {
      return later(lookAgainMs, "it is not clear yet whether it happened", "effect_unknown");
    }
    effect = settled;
  }
  return send(spine, row, kind, action, effect);
}

/** One attempt: marked as sent before anything leaves, settled by the answer. */
async function send(
  spine: Spine,
  row: Row,
  kind: SealedActionKind,
  action: ApprovedAction<unknown>,
  effect: Effect,
): Promise<Attempt<EffectResult>> {
  const sent = await settle(spine, row, effect, { kind: "sent", at: spine.now() });
  if (sent === null) return later(lookAgainMs, "another attempt is under way");
  const outcome = await kind.apply(spine, action);
  await settle(spine, row, sent, outcome, resultOf(outcome));
  switch (outcome.kind) {
    case "applied":
      return { kind: "done", value: outcome.result };
    case "not_applied":
      return later(outcome.afterMs, outcome.error);
    case "refused":
      return { kind: "failed", code: "effect_failed", reason: outcome.error };
    case "lost":
      return later(lookAgainMs, outcome.error, "effect_unknown");
    default:
      return outcome satisfies never;
  }
}

function resultOf(outcome: ApplyOutcome | ReconcileOutcome): EffectResult | undefined {
  return "result" in outcome ? outcome.result : undefined;
}

async function load(spine: Spine, actionId: string) {
  return spine.db
    .select({ action: actions, effect: effects, approval: approvals })
    .from(actions)
    .innerJoin(effects, eq(effects.actionId, actions.id))
    .leftJoin(approvals, eq(approvals.actionId, actions.id))
    .where(eq(actions.id, actionId))
    .get();
}

/** Why an action may not be applied now; null when it may. */
async function whyNot({ action, approval }: Row): Promise<string | null> {
  if ((await sha256(action.payload)) !== action.digest)
    return "the payload has changed since it was proposed";
  if (action.verdict.kind === "auto") return null;
  if (action.verdict.kind !== "approval") return `the verdict is ${action.verdict.kind}`;
  if (approval?.status !== "approved") return `the approval is ${approval?.status ?? "missing"}`;
  if (approval.digest !== action.digest) return "the approval is for other bytes";
  if (action.supersededBy !== null) return "a newer version has replaced it";
  return null;
}

/** Writes an effect's next state and its fact, unless another attempt was there first (null). */
async function settle(
  spine: Spine,
  { action }: Row,
  effect: Effect,
  event: EffectEvent,
  result?: EffectResult,
): Promise<Effect | null> {
  const next = nextEffect(effect, event);
  if (next === null) return null;
  const unchanged = and(
    eq(effects.actionId, action.id),
    eq(effects.state, effect.state),
    eq(effects.attempts, effect.attempts),
    effect.sentAt === null ? isNull(effects.sentAt) : eq(effects.sentAt, effect.sentAt),
  );
  const update = spine.db
    .update(effects)
    .set({ ...next, ...(result ? { result } : {}), updatedAt: spine.now() })
    .where(unchanged)
    .returning({ attempts: effects.attempts });
  const type = factOf(next, event);
  if (type === null) return (await update).length === 1 ? next : null;
  const summary = `${action.kind} ${next.state}${next.error ? `: ${next.error}` : ""}`;
  const key = `${action.id}/effect/${next.state}/${next.attempts}`;
  await record(
    spine,
    [
      fact(spine, action.taskId, key, type, summary, {
        actionId: action.id,
        kind: action.kind,
        target: action.target,
        digest: action.digest,
        attempts: next.attempts,
        ...result,
      }),
    ],
    [update],
    // Only what really became so is a fact: another attempt may have been faster.
    sql`EXISTS (SELECT 1 FROM ${effects} WHERE ${and(eq(effects.actionId, action.id), eq(effects.state, next.state), eq(effects.attempts, next.attempts))})`,
  );
  return next;
}

function factOf(effect: Effect, event: EffectEvent): LedgerType | null {
  if (event.kind === "sent" || event.kind === "absent") return null;
  if (effect.state === "pending") return null;
  return `effect.${effect.state}`;
}

function eventOf(seen: ReconcileOutcome): EffectEvent {
  return seen.kind === "unclear" ? { kind: "unclear", error: seen.error } : { kind: seen.kind };
}

function later(
  afterMs: number,
  reason: string,
  code: "effect_failed" | "effect_unknown" = "effect_failed",
): Attempt<never> {
  return { kind: "retry", afterMs, code, reason };
}
