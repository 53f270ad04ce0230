import fc from "fast-check";
import { expect, it } from "vitest";
import { freshSource, type SourceState } from "../../../../../shared/domain/watch/source-state.ts";
import {
  isTooQuiet,
  nextSourceState,
  type Outcome,
  silenced,
  type Turn,
} from "../../../../../shared/domain/watch/next-source-state.ts";

const hour = 3_600_000;
const silentHours = 72;
const start = 1_790_000_000_000;

/** One look: how it went, and how many hours after the one before. */
const step = fc.record({
  outcome: fc.oneof(
    fc.constant("failed" as const),
    fc.constant("quiet" as const),
    fc.constant("news" as const),
    fc.constant("old news" as const),
  ),
  hours: fc.integer({ min: 1, max: 60 }),
});

/** Plays looks as `lookAtSource` does. */
function played(steps: readonly { outcome: string; hours: number }[]) {
  let state: SourceState = freshSource;
  let now = start;
  const turns: { turn: Turn; failures: number; quietMs: number }[] = [];
  for (const { outcome, hours } of steps) {
    now += hours * hour;
    const newest = outcome === "news" ? now : outcome === "old news" ? start : null;
    const how: Outcome =
      outcome === "failed"
        ? { kind: "failed", error: "down", afterMs: null }
        : { kind: "answered", checkpoint: "c", newest };
    const quietMs = now - (state.movedAt ?? start);
    const next = nextSourceState(state, how, now);
    state = next.state;
    if (next.turn !== null) turns.push({ turn: next.turn, failures: state.failures, quietMs });
    if (how.kind === "answered" && isTooQuiet(state, start, silentHours, now)) {
      const silent = silenced(state);
      state = silent.state;
      turns.push({ turn: silent.turn, failures: 0, quietMs });
    }
  }
  return { state, turns };
}

it("each trouble is told once, and so is its end; nothing ends that was not told", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { state, turns } = played(steps);
      let alarm: Turn | null = null;
      for (const { turn, failures, quietMs } of turns) {
        expect(turn).not.toBe(alarm);
        if (turn === "recovered") expect(alarm).not.toBeNull();
        if (turn === "failing") expect(failures).toBeGreaterThanOrEqual(3);
        if (turn === "silent") expect(quietMs).toBeGreaterThanOrEqual(silentHours * hour);
        alarm = turn === "recovered" ? null : turn;
      }
      expect(state.alarm).toBe(alarm);
    }),
  );
});

it("three failures in a row are told at the third, and an answer between them begins anew", () => {
  const turnsOf = (...outcomes: string[]) =>
    played(outcomes.map((outcome) => ({ outcome, hours: 1 }))).turns.map(({ turn }) => turn);
  expect(turnsOf("failed", "failed", "failed", "failed", "quiet", "quiet")).toEqual(["failing", "recovered"]);
  expect(turnsOf("failed", "failed", "quiet", "failed", "failed")).toEqual([]);
});

it("what is told again is no news: a source is silent that only repeats itself", () => {
  const days = (outcome: string, count: number) =>
    Array.from({ length: count }, () => ({ outcome, hours: 24 }));
  expect(played([...days("news", 1), ...days("old news", 5)]).turns.map(({ turn }) => turn)).toEqual([
    "silent",
  ]);
  expect(
    played([...days("quiet", 4), ...days("old news", 1), ...days("news", 1)]).turns.map(({ turn }) => turn),
  ).toEqual(["silent", "recovered"]);
});

it("a date in the future hides nothing that comes after it", () => {
  const first = nextSourceState(undefined, { kind: "answered", checkpoint: "a", newest: start * 2 }, start);
  const next = nextSourceState(
    first.state,
    { kind: "answered", checkpoint: "b", newest: start + hour },
    start + hour,
  );
  expect(next.state.movedAt).toBe(start + hour);
});
