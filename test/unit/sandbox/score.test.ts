import { describe, expect, it } from "vitest";
import type { Expected, Trap } from "../../../sandbox/story/expected/expected.ts";
import { type Noted, ratesOf, score } from "../../../sandbox/story/score.ts";
import { scoreTable } from "../../../sandbox/story/score-table.ts";

const risk: Expected = {
  id: "late",
  artefact: "raid_log",
  as: ["risk"],
  what: "The supplier is late",
  from: 2,
  proof: ["a-1", "a-2"],
};
const taken: Expected = {
  ...risk,
  id: "blue",
  artefact: "decision_log",
  as: ["superseded"],
  what: "Blue",
  proof: ["b-1"],
};
const trap: Trap = { id: "orders", why: "a stranger's orders", events: ["x-1"] };
const reversed: Trap = { ...trap, id: "reversed", why: "taken back", as: ["made"], events: ["b-1"] };
const wanted = { expected: [risk, taken], traps: [trap, reversed], tolerated: ["t-1"] };

const entry = (
  id: string,
  as: string,
  events: string[],
  artefact: Noted["artefact"] = "raid_log",
): Noted => ({
  artefact,
  id,
  title: `entry ${id}`,
  as,
  events,
});

describe("the score of a replay", () => {
  it("finds each expected entry once, by the entry that shares most of its proof, and counts no repetition against it", () => {
    const result = score([entry("R-1", "risk", ["a-1"]), entry("R-2", "risk", ["a-2", "a-1"])], wanted);
    expect(result.found.map((pair) => pair.entry.id)).toEqual(["R-2"]);
    expect(result.repeated.map(({ id }) => id)).toEqual(["R-1"]);
    expect(result.missed).toEqual([taken]);
    expect(ratesOf(result)).toEqual({ expected: 2, found: 1, recall: 0.5, precision: 1 });
    expect(ratesOf(result, "decision_log")).toEqual({ expected: 1, found: 0, recall: 0, precision: null });
  });

  it("takes no entry of another kind for it, whatever it comes from", () => {
    const result = score(
      [entry("R-1", "issue", ["a-1"]), entry("D-1", "made", ["b-1"], "decision_log")],
      wanted,
    );
    expect(result.found).toEqual([]);
    expect(result.wrong.map(({ entry: one, trap: into }) => [one.id, into?.id ?? null])).toEqual([
      ["R-1", null],
      ["D-1", "reversed"],
    ]);
  });

  it("calls an entry a trap only when nothing else speaks for it, and leaves what is tolerated alone", () => {
    const result = score(
      [
        entry("R-1", "risk", ["x-1"]),
        entry("R-2", "risk", ["x-1", "a-1"]),
        entry("R-3", "risk", ["t-1"]),
        entry("R-4", "risk", []),
      ],
      wanted,
    );
    expect(result.wrong.map(({ entry: one, trap: into }) => [one.id, into?.id ?? null])).toEqual([
      ["R-1", "orders"],
      ["R-4", null],
    ]);
    expect(result.tolerated.map(({ id }) => id)).toEqual(["R-3"]);
    expect(ratesOf(result, "raid_log").precision).toBeCloseTo(1 / 3);
  });

  it("prints what was missed and what is wrong, by name", () => {
    const table = scoreTable(score([entry("R-9", "risk", ["x-1"])], wanted));
    expect(table).toMatch(/RAID log +1 +0 +0 % +0 %/);
    expect(table).toContain("raid_log (risk) The supplier is late, day 2");
    expect(table).toContain("raid_log R-9 (risk) entry R-9: a stranger's orders");
  });
});
