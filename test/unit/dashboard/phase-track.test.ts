import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Stop, trackOf } from "../../../pages/dashboard/src/parts/change/phase-track.ts";
import { stateWords } from "../../../pages/dashboard/src/parts/change/station-words.ts";
import { type LedgerType } from "../../../shared/domain/ledger.ts";
import { ledgerTypes } from "../../../shared/jobs/facts.ts";
import { phases } from "../../../shared/domain/phase.ts";

type Given = [type: LedgerType, data?: Record<string, unknown>];

/** A track after facts that came ten seconds apart. */
const after = (...given: Given[]): Stop[] =>
  trackOf(
    given.map(([type, data = {}], n) => ({
      type,
      at: new Date(n * 10_000).toISOString(),
      summary: `fact ${n}`,
      data,
    })),
  );
const started = (phase: string): Given => ["phase.started", { phase }];
const passed = (phase: string): Given => ["phase.passed", { phase }];
const refused = (phase: string, reason: string): Given => ["phase.refused", { phase, reason }];
const planned: Given[] = [
  ["assignment.started", { mode: "plan" }],
  ["assignment.ended", { kind: "planned" }],
];
const states = (track: readonly Stop[]): string =>
  track.map(({ station, state }) => `${station} ${state}`).join(", ");
const at = (track: readonly Stop[], station: Stop["station"]): Stop =>
  track.find((stop) => stop.station === station) ?? expect.fail(`no ${station}`);

describe("the track of a fix", () => {
  it("is all ahead before anything has happened", () => {
    expect(states(after())).toBe(
      "plan ahead, red ahead, green ahead, refactor ahead, review ahead, ready ahead",
    );
  });

  it("shows what is passed, what runs, and what lies ahead", () => {
    const track = after(
      ...planned,
      ["assignment.started", { mode: "execute" }],
      started("red"),
      passed("red"),
      started("green"),
    );
    expect(states(track)).toBe(
      "plan passed, red passed, green running, refactor ahead, review ahead, ready ahead",
    );
    expect(at(track, "red").ms).toBe(10_000);
    expect(at(track, "green").since).toBe(new Date(50_000).toISOString());
  });

  it("keeps what the referee refused in its words, also once the phase is passed", () => {
    const track = after(started("red"), refused("red", "a syntax error shows nothing"), passed("red"));
    expect(at(track, "red")).toMatchObject({
      state: "passed",
      refusals: ["a syntax error shows nothing"],
      ms: 20_000,
    });
  });

  it("says where and why it failed", () => {
    const track = after(started("red"), passed("red"), started("green"), [
      "assignment.ended",
      { kind: "failed", phase: "green", code: "refused", reason: "2 tests fail that passed before" },
    ]);
    expect(at(track, "green")).toMatchObject({ state: "failed", failure: "2 tests fail that passed before" });
    expect(at(track, "red").state).toBe("passed");
  });

  it("goes on where it was interrupted, and counts the time of both runs", () => {
    const lost = after(started("red"), passed("red"), started("green"), ["assignment.lost"]);
    expect(at(lost, "green")).toMatchObject({ state: "paused", since: null });
    const track = after(
      started("red"),
      passed("red"),
      started("green"),
      ["assignment.lost"],
      started("green"),
      passed("green"),
    );
    expect(at(track, "red").state).toBe("passed");
    expect(at(track, "green")).toMatchObject({ state: "passed", ms: 20_000 });
  });

  it("is interrupted, not failed, when the budget is out", () => {
    const track = after(started("green"), ["assignment.ended", { kind: "out_of_budget", phase: "green" }]);
    expect(at(track, "green").state).toBe("paused");
  });

  it("forgets the work on an old plan when the plan is made anew", () => {
    const track = after(...planned, started("red"), refused("red", "no"), passed("red"), [
      "assignment.started",
      { mode: "plan" },
    ]);
    expect(states(track)).toMatch(/^plan running, red ahead, /);
    expect(at(track, "red").refusals).toEqual([]);
  });

  it("has a repair only when CI has asked for one, and stays ready meanwhile", () => {
    const ready: Given[] = [started("review"), passed("review"), ["pull_request.ready"]];
    expect(after(...ready).map(({ station }) => station)).not.toContain("repair");
    const track = after(...ready, started("repair"));
    expect(at(track, "repair").state).toBe("running");
    expect(at(track, "ready").state).toBe("passed");
  });

  it("has nothing at work once its task was cancelled or closed", () => {
    expect(at(after(started("red"), ["task.cancelled"]), "red").state).toBe("stopped");
    const closed = at(after(["pull_request.ready"], ["pull_request.closed"]), "ready");
    expect(stateWords(closed)).toBe("closed");
  });

  it("has one station at work at most, and no time below nothing, whatever facts come", () => {
    const data = fc.record(
      {
        phase: fc.constantFrom<unknown>(...phases, "elsewhere", 7),
        mode: fc.constantFrom("plan", "execute"),
        kind: fc.constantFrom("planned", "ready", "failed", "out_of_budget", "cancelled", "?"),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...ledgerTypes), data)), (given) => {
        const track = after(...given);
        expect(track.filter(({ state }) => state === "running").length).toBeLessThanOrEqual(1);
        expect(track.every(({ ms }) => ms >= 0)).toBe(true);
      }),
    );
  });
});
