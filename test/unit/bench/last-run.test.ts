import { describe, expect, it } from "vitest";
import { movedLines } from "../../bench/last-run.ts";

const last = {
  at: "2026-11-20T10:00:00.000Z",
  figures: { d1Calls: 20, ackAtRate: 2, steps: 8, startUpMs: 100 },
};

describe("what has moved since the run that was kept", () => {
  it("tells of a count that is more or less, with how much", () => {
    expect(
      movedLines({ d1Calls: 22, steps: 6 }, last, false).map((line) => line.replaceAll(/ +/g, " ")),
    ).toEqual(["D1 calls a task 20 → 22 (+10 %)", "workflow steps a task 8 → 6 (-25 %)"]);
  });

  it("leaves to chance what is chance's: a little of a ratio, and all times", () => {
    expect(movedLines({ d1Calls: 20.3, ackAtRate: 2.2, startUpMs: 900 }, last, false)).toEqual([]);
    expect(movedLines({ ackAtRate: 2.4 }, last, false)).toHaveLength(1);
  });

  it("says nothing of the quick form's ratios, nor of what only one of the runs has", () => {
    expect(movedLines({ ackAtRate: 40, saturated: 0.1 }, last, true)).toEqual([]);
    expect(movedLines({ saturated: 0.1 }, last, false)).toEqual([]);
    expect(movedLines({ d1Calls: 40, ackAtRate: 40 }, last, true)).toHaveLength(1);
  });
});
