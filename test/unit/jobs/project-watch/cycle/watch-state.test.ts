import fc from "fast-check";
import { expect, it } from "vitest";
import { freshSource, type SourceState } from "../../../../../shared/domain/watch/source-state.ts";
import { watchStateOf } from "../../../../../shared/jobs/project-watch/cycle/watch-state.ts";
import { watchRules } from "../../../../../shared/jobs/project-watch/rules.ts";

const now = 1_790_000_000_000;
const minute = 60_000;
const rules = watchRules.parse({
  jira: { project: "ATL" },
  outlook: { mailbox: "atlas@signalbox.example" },
});
const ok: SourceState = { ...freshSource, okAt: now, checkpoint: "c", movedAt: now };
const row = { cycleAt: now - minute, createdAt: now - 600 * minute, heartbeat: false };
const stateOf = (sources: object, over: object = {}) =>
  watchStateOf({ ...row, sources, ...over }, rules, now);

it("each way of not watching has its name", () => {
  const failing = { ...ok, failures: 1, error: "down" };
  expect(stateOf({ jira: ok, outlook: ok })).toBe("watching");
  expect(stateOf({ jira: ok, outlook: failing })).toBe("degraded");
  expect(stateOf({ jira: ok, outlook: { ...ok, alarm: "silent" } })).toBe("degraded");
  expect(stateOf({ jira: ok, outlook: { ...ok, notBefore: now + minute } })).toBe("degraded");
  expect(stateOf({ jira: failing, outlook: failing })).toBe("blind");
  expect(stateOf({ jira: ok, outlook: ok }, { cycleAt: now - 46 * minute })).toBe("blind");
  expect(stateOf({}, { cycleAt: null, createdAt: now - minute })).toBe("starting");
  expect(stateOf({}, { cycleAt: null })).toBe("blind");
  expect(stateOf({ jira: ok })).toBe("starting");
  expect(stateOf({ jira: ok, outlook: ok }, { heartbeat: true })).toBe("heartbeat");
});

const sourceState = fc.record({
  checkpoint: fc.constant("c"),
  okAt: fc.option(fc.constant(now)),
  watermark: fc.constant(null),
  movedAt: fc.constant(null),
  failures: fc.integer({ min: 0, max: 4 }),
  error: fc.constant(null),
  alarm: fc.constantFrom(null, "failing" as const, "silent" as const),
  notBefore: fc.option(fc.constantFrom(now - 1, now + 1)),
});

it("watching is never said when a source didn't answer or nobody has looked", () => {
  fc.assert(
    fc.property(
      fc.option(sourceState, { nil: undefined }),
      fc.option(sourceState, { nil: undefined }),
      fc.option(fc.integer({ min: 0, max: 100 })),
      fc.boolean(),
      (jira, outlook, minutesAgo, heartbeat) => {
        const cycleAt = minutesAgo === null ? null : now - minutesAgo * minute;
        const sources = { ...(jira && { jira }), ...(outlook && { outlook }) };
        if (watchStateOf({ ...row, sources, cycleAt, heartbeat }, rules, now) !== "watching") return;
        expect(heartbeat).toBe(false);
        expect(minutesAgo).toBeLessThanOrEqual(45);
        for (const source of [jira, outlook]) expect(source).toMatchObject({ failures: 0, okAt: now });
      },
    ),
  );
});
