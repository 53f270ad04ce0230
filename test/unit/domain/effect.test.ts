import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Effect,
  type EffectEvent,
  leaseMs,
  nextEffect,
  nextMove,
} from "../../../shared/domain/effect.ts";

const fresh: Effect = {
  state: "pending",
  attempts: 0,
  sentAt: null,
  firstSentAt: null,
  error: null,
  stale: false,
  progress: null,
  checkAt: null,
};

/** One attempt against a target that may apply, refuse, or lose the answer, with a crash possible after each moment. */
interface World {
  effect: Effect;
  appliedOutside: number;
  /** How often something was sent, and whether the service is at it since. */
  sends: number;
  underWay: boolean;
  now: number;
}
const steps = fc.array(
  fc.record({
    waitMs: fc.nat(40_000),
    fate: fc.constantFrom(
      "answers",
      "rate limits",
      "applies and loses the answer",
      "loses the request",
      "refuses",
      "applies and the Worker dies",
      "the Worker dies before sending",
      "takes it and is at it",
      "is at it and loses the answer",
    ),
    lookSucceeds: fc.boolean(),
    /** Seldom, or there would be little else. */
    cancel: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  }),
  { maxLength: 25 },
);

function tick(
  world: World,
  step: { waitMs: number; fate: string; lookSucceeds: boolean; cancel: boolean },
): void {
  const { waitMs, fate, lookSucceeds, cancel } = step;
  const settle = (event: EffectEvent): void => {
    world.effect = nextEffect(world.effect, event) ?? world.effect;
  };
  world.now += waitMs;
  // At any moment, also while an attempt is under way: then it must change nothing.
  if (cancel) settle({ kind: "cancelled", error: "its task was cancelled" });
  const move = nextMove(world.effect, world.now);
  if (move === "none" || move === "wait") return;
  if (move === "reconcile") {
    if (!lookSucceeds) return settle({ kind: "unclear", error: "no answer" });
    if (world.appliedOutside > 0) return settle({ kind: "found" });
    // Looked for by its names, what a service is still at is nothing that is absent.
    return settle(world.underWay ? { kind: "unclear", error: "it is at it" } : { kind: "absent" });
  }
  if (move === "check") {
    expect(world.underWay).toBe(true);
    settle({ kind: "checking", until: world.now + leaseMs });
    if (fate === "the Worker dies before sending") return;
    if (fate === "loses the request" || fate === "is at it and loses the answer")
      return settle({ kind: "lost", error: "time-out" });
    if (fate === "rate limits") return settle({ kind: "not_applied", error: "429" });
    if (fate === "takes it and is at it")
      return settle({ kind: "under_way", progress: { id: "1" }, checkAt: world.now + 1000 });
    if (fate === "refuses" && world.appliedOutside === 0) {
      world.underWay = false;
      return settle({ kind: "refused", error: "no" });
    }
    // It finishes what it was given, once however often it is asked to.
    world.appliedOutside = 1;
    if (fate === "applies and the Worker dies") return;
    return settle(fate === "answers" ? { kind: "applied" } : { kind: "lost", error: "time-out" });
  }
  // What a service is at is never sent to it a second time.
  expect(world.underWay).toBe(false);
  settle({ kind: "sent", at: world.now });
  world.sends += 1;
  if (fate === "the Worker dies before sending") return;
  if (fate === "rate limits") return settle({ kind: "not_applied", error: "429" });
  if (fate === "refuses") return settle({ kind: "refused", error: "no" });
  if (fate === "loses the request") return settle({ kind: "lost", error: "time-out" });
  if (fate === "takes it and is at it" || fate === "is at it and loses the answer") {
    world.underWay = true;
    return settle(
      fate === "takes it and is at it"
        ? { kind: "under_way", progress: { id: "1" }, checkAt: world.now + 1000 }
        : { kind: "lost", error: "time-out" },
    );
  }
  world.appliedOutside += 1;
  if (fate === "applies and the Worker dies") return;
  settle(fate === "answers" ? { kind: "applied" } : { kind: "lost", error: "time-out" });
}

describe("an effect", () => {
  it("happens at most once outside, whatever is lost and whenever the Worker dies", () => {
    fc.assert(
      fc.property(steps, (list) => {
        const world: World = { effect: fresh, appliedOutside: 0, sends: 0, underWay: false, now: 0 };
        for (const step of list) tick(world, step);
        expect(world.appliedOutside).toBeLessThanOrEqual(1);
        if (world.effect.state === "applied") expect(world.appliedOutside).toBe(1);
        if (world.effect.state === "failed") expect(world.appliedOutside).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });

  it("is looked for, not sent again, once its lease is over", () => {
    const sent = nextEffect(fresh, { kind: "sent", at: 1000 });
    if (!sent) throw new Error("a fresh effect can be sent");
    expect(nextMove(sent, 1000 + leaseMs - 1)).toBe("wait");
    expect(nextMove(sent, 1000 + leaseMs)).toBe("reconcile");
    expect(nextEffect(sent, { kind: "sent", at: 2000 })).toBeNull();
  });
});
