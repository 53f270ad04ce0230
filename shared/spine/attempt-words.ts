import type { Attempt } from "../domain/attempt.ts";
import type { EffectEvent } from "../domain/effect.ts";
import type { ApplyOutcome, EffectResult, ReconcileOutcome } from "../domain/sending.ts";
import type { Attempted } from "./settle-effect.ts";

/** How soon an attempt whose outcome isn't known is looked into. */
export const lookAgainMs = 1000;

/** What was found at the target, once it is known what that means. */
type Seen = Exclude<ReconcileOutcome, { kind: "repeatable" }>;

/**
 * What can only be sent again is as good as absent, unless it may not be sent any more: then nobody can tell. What the service
 * would finish when it is asked to is left as it is, for a task that is no more.
 */
export function decisive(found: ReconcileOutcome, cancelled: string | null): Seen {
  if (found.kind === "under_way" && cancelled !== null) return { kind: "absent" };
  if (found.kind !== "repeatable") return found;
  return cancelled === null
    ? { kind: "absent" }
    : { kind: "unclear", error: `${cancelled}, perhaps too late` };
}

export function describeUnclear(found: Seen): string {
  return found.kind === "unclear"
    ? `it is not clear whether it happened: ${found.error}`
    : "another attempt is looking into it";
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

export function later(
  afterMs: number,
  reason: string,
  code: "effect_failed" | "effect_unknown" = "effect_failed",
): Attempt<never> {
  return { kind: "retry", afterMs, code, reason };
}
