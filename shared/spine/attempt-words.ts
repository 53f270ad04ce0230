import type { Attempt } from "../domain/attempt.ts";
import type { EffectEvent } from "../domain/effect.ts";
import type { ApplyOutcome, EffectResult, NotNow, ReconcileOutcome } from "../domain/sending.ts";
import type { Gated } from "../domain/service.ts";
import type { Attempted } from "./settle-effect.ts";

/** How soon an attempt whose outcome isn't known is looked into. */
export const lookAgainMs = 1000;

/** What was found at the target, once it is known what that means. */
type Seen = Exclude<ReconcileOutcome, { kind: "repeatable" | "unseen" }>;

/**
 * What can only be sent again is as good as absent, unless it may not be sent any more: then nobody can tell. What the service
 * would finish when it is asked to is left as it is, for a task that is no more.
 */
export function decisive(
  found: Exclude<ReconcileOutcome, { kind: "unseen" }>,
  cancelled: string | null,
): Seen {
  if (found.kind === "under_way" && cancelled !== null) return { kind: "absent" };
  if (found.kind !== "repeatable") return found;
  return cancelled === null
    ? { kind: "absent" }
    : { kind: "unclear", error: `${cancelled}, perhaps too late` };
}

export function stillAtIt({ action }: Attempted, checkAt: number, now: number): Attempt<never> {
  return { kind: "wait", afterMs: Math.max(0, checkAt - now), reason: `${action.target} is still at it` };
}

export function resultOf(outcome: ApplyOutcome | Seen): EffectResult | undefined {
  return "result" in outcome ? outcome.result : undefined;
}

export function eventOfOutcome(outcome: ApplyOutcome, now: number): EffectEvent {
  return outcome.kind === "under_way"
    ? { kind: "under_way", progress: outcome.progress, checkAt: now + outcome.afterMs }
    : outcome;
}

export function eventOfSeen(seen: Seen, now: number): EffectEvent {
  if (seen.kind === "under_way") return eventOfOutcome(seen, now);
  return seen.kind === "unclear" ? { kind: "unclear", error: seen.error } : { kind: seen.kind };
}

export function failedFor(stale: boolean, reason: string): Attempt<never> {
  return { kind: "failed", code: stale ? "stale" : "effect_failed", reason };
}

/** It was looked at, and that doesn't tell: after some of these people are asked. */
export function untold(afterMs: number, reason: string): Attempt<never> {
  return { kind: "retry", afterMs, code: "effect_unknown", reason };
}

/** Somebody else is at it. */
export function later(afterMs: number, reason: string): Attempt<never> {
  return { kind: "wait", afterMs, reason };
}

/** The answer was lost: it is looked for as soon as the service can be asked. */
export function lostFor(service: Gated | null, reason: string, now: number): Attempt<never> {
  const wait = { kind: "wait", afterMs: lookAgainMs, code: "effect_unknown", reason } as const;
  return service === null ? wait : { ...wait, down: { service, since: now, limited: false } };
}

/** Nothing has happened, and it waits for the service that keeps it from happening, where one does. */
export function notNow(
  service: Gated | null,
  { error: reason, afterMs, from, isDown }: Omit<NotNow, "kind">,
  now: number,
): Extract<Attempt<never>, { kind: "wait" }> {
  const awaited = from ?? (isDown === true ? service : null);
  const wait = { kind: "wait", afterMs, reason } as const;
  return awaited === null
    ? wait
    : { ...wait, down: { service: awaited, since: now, limited: isDown !== true } };
}

/** What a service is still at is paid for once, when it begins; what may have happened counts as paid for. */
export function isPaid({ kind }: ApplyOutcome): boolean {
  return kind === "applied" || kind === "under_way" || kind === "lost";
}
