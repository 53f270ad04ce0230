import type { SQL } from "drizzle-orm";
import type { Statement } from "../db/ledger.ts";
import type { ApprovedAction, SealedActionKind } from "./action-kind.ts";
import type { ApplyOutcome, EffectResult } from "../domain/sending.ts";
import type { Attempt } from "../domain/attempt.ts";
import { type Effect, leaseMs, nextMove } from "../domain/effect.ts";
import { describeError, SignalboxError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import { reserve, settle } from "./reserve.ts";
import { whyCancelled } from "./cancelled.ts";
import type { Spine } from "./context.ts";
import { answered, depart, type Ready } from "./departure.ts";
import {
  decisive,
  eventOfOutcome,
  eventOfSeen,
  failedFor,
  isPaid,
  later,
  lookAgainMs,
  lostFor,
  notNow,
  resultOf,
  stillAtIt,
  untold,
} from "./attempt-words.ts";
import { reportOf } from "../domain/circuit.ts";
import { enterService, leaveService, waitAt } from "./service.ts";
import { type BegunAction, type LoadedAction, loadAction, timeOf, whyNotNow } from "./load-action.ts";
import { hit, recordLater } from "./record.ts";
import { type Attempted, hasLeft, type Settling, settleEffect, settlingOf } from "./settle-effect.ts";
import { describeStop, stopAmong } from "../domain/stop.ts";
import { heldUp, whereOf } from "./stops.ts";
import { unlessCut } from "./unless-cut.ts";

/**
 * Executes an action: the only way to the outside. Everything is checked again at this moment (whether its task was
 * cancelled, and `whyNotNow`), the service's door must be open and the money there. What was sent and not answered is looked for at the target before
 * anything is sent again. While a stop applies it looks, and sends nothing.
 */
export async function perform(spine: Spine, actionId: string): Promise<Attempt<EffectResult>> {
  return depart(spine, await prepare(spine, actionId, await loadAction(spine, actionId)));
}

/** Does what `perform` does up to the moment in which the effect leaves, with what has just been read of the action. */
export async function prepare(
  spine: Spine,
  actionId: string,
  loaded: LoadedAction | undefined,
): Promise<Ready> {
  if (!loaded)
    return answered({
      kind: "failed",
      code: "not_found",
      reason: `there is no action ${actionId} that may be applied`,
    });
  const code = spine.kinds(loaded.action.kind);
  let effect: Effect = loaded.effect;
  switch (nextMove(effect, spine.now())) {
    case "none":
      return answered(
        effect.state === "applied"
          ? { kind: "done", value: loaded.effect.result ?? {} }
          : failedFor(effect.stale, effect.error ?? "it failed before"),
      );
    case "wait":
      return answered(
        effect.progress === null
          ? later(leaseMs, "another attempt is under way")
          : stillAtIt(loaded, effect.checkAt ?? 0, spine.now()),
      );
    case "send":
    case "check":
    case "reconcile":
      break;
  }
  const cancelled = whyCancelled(loaded.task, loaded.action.kind);
  if (effect.progress !== null && effect.state === "pending" && code && cancelled === null)
    return goOn(spine, loaded, code, effect);
  if (effect.sentAt !== null && code) {
    const looked = await code.reconcile(spine, approved(loaded, effect));
    // Nothing is known of it, so nothing is written: it is looked at again when its service is there.
    if (looked.kind === "unseen") {
      const { afterMs, reason, down } = notNow(code.service, looked, spine.now());
      const unknown = { kind: "wait", afterMs, code: "effect_unknown", reason } as const;
      return answered(down === undefined ? unknown : { ...unknown, down });
    }
    const found = decisive(looked, cancelled);
    log.info("effect.reconciled", { actionId, taskId: loaded.action.taskId, reason: found.kind });
    const settled = await settleEffect(
      spine,
      loaded,
      effect,
      eventOfSeen(found, spine.now()),
      resultOf(found),
    );
    if (found.kind === "found") return answered({ kind: "done", value: found.result });
    if (found.kind === "under_way" && settled !== null)
      return answered(stillAtIt(loaded, settled.checkAt ?? 0, spine.now()));
    if (found.kind === "unclear")
      return answered(
        untold(found.afterMs ?? lookAgainMs, `it is not clear whether it happened: ${found.error}`),
      );
    if (settled === null) return answered(later(lookAgainMs, "another attempt is looking into it"));
    effect = settled;
  }
  if (cancelled !== null) {
    await settleEffect(spine, loaded, effect, { kind: "cancelled", error: cancelled });
    return answered({ kind: "failed", code: "cancelled", reason: cancelled });
  }
  const stop = stopAmong(loaded.stops, whereOf(spine, loaded.action));
  if (stop !== null) return answered(heldUp(stop));
  const dueAt = timeOf(spine, loaded.action, spine.now());
  if (dueAt !== null && spine.now() < dueAt)
    return answered({
      kind: "wait",
      afterMs: dueAt - spine.now(),
      reason: `it is due at ${new Date(dueAt).toISOString()}`,
    });
  const refusal = code ? await whyNotNow(spine, loaded) : "this kind of action is never applied";
  if (!code || refusal !== null) {
    const reason = refusal ?? "this kind of action is never applied";
    await settleEffect(spine, loaded, effect, { kind: "refused", error: reason });
    return answered({ kind: "failed", code: "effect_failed", reason });
  }
  return send(spine, loaded, code, effect);
}

/** Asks a service that isn't done how far it is. It sends what finishes it, so a stop keeps it too. */
async function goOn(
  spine: Spine,
  loaded: LoadedAction,
  code: SealedActionKind,
  effect: Effect,
): Promise<Ready> {
  const { action } = loaded;
  const stop = stopAmong(loaded.stops, whereOf(spine, action));
  if (stop !== null) return answered(heldUp(stop));
  const door = await enterService(spine, code.service, { id: action.id, target: action.target });
  if (door.kind === "wait") return answered(waitAt(door));
  const checking = settlingOf(spine, loaded, effect, { kind: "checking", until: spine.now() + leaseMs });
  return leaving(spine, loaded, code, checking, async (cuttable, asked) =>
    code.check(cuttable, approved(loaded, asked)),
  );
}

/** An effect inside the service's door: it leaves once that is on record, unless another attempt was there first. */
async function leaving(
  spine: Spine,
  loaded: LoadedAction,
  code: SealedActionKind,
  settling: Settling | null,
  make: (cuttable: Spine, sent: Effect, stored: unknown) => Promise<ApplyOutcome>,
  store: Statement[] = [],
): Promise<Ready> {
  const overtaken = async () => {
    await leaveService(spine, code.service, loaded.action.id, null);
    return later(lookAgainMs, "another attempt is under way");
  };
  if (settling === null) return answered(await overtaken());
  const { next, entry } = settling;
  return {
    kind: "ready",
    entry: { ...entry, records: [...(entry.records ?? []), ...store] },
    leave: async ([written, stored]) =>
      hit(written)
        ? attempt(spine, loaded, code, next, async (cuttable) => make(cuttable, next, stored))
        : overtaken(),
  };
}

function approved({ action }: Attempted, effect: Effect): ApprovedAction<unknown> {
  return {
    id: action.id,
    taskId: action.taskId,
    target: action.target,
    digest: action.digest,
    sentAt: effect.sentAt,
    firstSentAt: effect.firstSentAt,
    progress: effect.progress,
    payload: JSON.parse(action.payload),
  };
}

/** One attempt: paid for, let in, and marked as sent before anything leaves. */
async function send(
  spine: Spine,
  loaded: LoadedAction,
  code: SealedActionKind,
  effect: Effect,
): Promise<Ready> {
  const { action } = loaded;
  const price = code.price(JSON.parse(action.payload));
  if (price > 0) {
    const paid = await reserve(spine, {
      id: action.id,
      taskId: action.taskId,
      project: action.project,
      amount: price,
    });
    if (paid.kind !== "reserved") return answered(paid);
  }
  const door = await enterService(spine, code.service, { id: action.id, target: action.target });
  if (door.kind === "wait") {
    if (price > 0) await settle(spine, [{ id: action.id, cost: 0 }]);
    return answered(waitAt(door));
  }
  const at = spine.now();
  const sent = settlingOf(spine, loaded, effect, { kind: "sent", at });
  let store: ((departs: SQL) => Statement[]) | null;
  try {
    store = (sent && (await code.store?.(spine, approved(loaded, sent.next)))) ?? null;
  } catch (error) {
    await leaveService(spine, code.service, action.id, null);
    return answered(later(lookAgainMs, describeError(error)));
  }
  return leaving(
    spine,
    loaded,
    code,
    sent,
    async (cuttable, next, stored) =>
      apply(cuttable, code, {
        ...approved(loaded, next),
        ...(store === null ? {} : { stored: hit(stored) }),
      }),
    store === null ? [] : store(hasLeft(action.id, at)),
  );
}

/**
 * Makes an attempt that `propose` has begun. Nothing is checked again: the verdict on these very bytes was given in the
 * same moment.
 */
export async function performBegun(spine: Spine, begun: BegunAction): Promise<Attempt<EffectResult>> {
  const { action, effect } = begun;
  const code = spine.kinds(action.kind);
  if (!code) throw new Error(`${action.kind} was begun and has no code`);
  const door = await enterService(spine, code.service, { id: action.id, target: action.target });
  if (door.kind === "enter")
    return attempt(spine, begun, code, effect, async (cuttable) =>
      apply(cuttable, code, approved(begun, effect)),
    );
  await settleEffect(spine, begun, effect, { kind: "not_applied", error: door.reason });
  return waitAt(door);
}

/** What is marked as sent, and inside the service's door, leaves; the answer settles it. */
async function attempt(
  spine: Spine,
  loaded: Attempted,
  code: SealedActionKind,
  sent: Effect,
  make: (cuttable: Spine) => Promise<ApplyOutcome>,
): Promise<Attempt<EffectResult>> {
  const { action } = loaded;
  const price = code.price(JSON.parse(action.payload));
  const cuttable = unlessCut(spine, whereOf(spine, action));
  const came = await make(cuttable.spine);
  const stop = cuttable.cut();
  // Cut between two requests it is like a lost answer: how far it came is looked for before it goes on.
  const outcome: ApplyOutcome =
    stop === null || came.kind === "applied" ? came : { kind: "lost", error: describeStop(stop) };
  const settling = settlingOf(spine, loaded, sent, eventOfOutcome(outcome, spine.now()), resultOf(outcome));
  await Promise.all([
    ...(settling === null ? [] : [recordLater(spine, settling.entry)]),
    leaveService(spine, code.service, action.id, stop === null ? reportOf(outcome) : null),
    ...(price > 0 ? [settle(spine, [{ id: action.id, cost: isPaid(outcome) ? price : 0 }])] : []),
  ]);
  switch (outcome.kind) {
    case "applied":
      return { kind: "done", value: outcome.result };
    case "under_way":
      return stillAtIt(loaded, outcome.afterMs, 0);
    case "not_applied":
      return notNow(code.service, outcome, spine.now());
    case "refused":
    case "stale":
      return failedFor(outcome.kind === "stale", outcome.error);
    case "lost":
      return lostFor(code.service, outcome.error, spine.now());
    default:
      return outcome satisfies never;
  }
}

/** A setting that is missing is found before anything leaves: a refusal, and nothing that is to be looked for later. */
async function apply(
  spine: Spine,
  code: SealedActionKind,
  action: ApprovedAction<unknown>,
): Promise<ApplyOutcome> {
  try {
    return await code.apply(spine, action);
  } catch (error) {
    if (!(error instanceof SignalboxError) || error.code !== "not_configured") throw error;
    return { kind: "refused", error: error.message };
  }
}
