import { describe, expect, it } from "vitest";
import { axisTicks, stack, summaryOf } from "../../../pages/dashboard/src/parts/chart/figures.ts";
import { dayFigures } from "../../../pages/dashboard/src/rooms/budgets/days.ts";
import { activityFigures, fold } from "../../../pages/dashboard/src/rooms/overview/activity.ts";

const hour = (at: string, changes: object = {}) => ({
  at,
  started: 0,
  done: 0,
  rejected: 0,
  failed: 0,
  cancelled: 0,
  usd: 0,
  ...changes,
});
/** So many hours in a row, each with one task done and a quarter of a dollar spent. */
const hoursFrom = (start: string, count: number) =>
  Array.from({ length: count }, (_, n) =>
    hour(new Date(Date.parse(start) + n * 3_600_000).toISOString(), { done: 1, usd: 0.25 }),
  );
const dollars = (usd: number): string => `$${usd}`;

describe("a chart", () => {
  it("puts bars on each other", () => {
    expect(
      stack([
        [1, 0, 2],
        [3, 0, 0],
        [0, 1, 5],
      ]),
    ).toEqual([
      [1, 0, 2],
      [4, 0, 2],
      [4, 1, 7],
    ]);
  });

  it("names fewer steps where there is less room, and always the first that may be named", () => {
    const steps = Array.from({ length: 24 }, (_, n) => ({ short: "", long: "", tick: n % 3 === 1 }));
    expect(axisTicks(steps, 1000, 64)).toEqual([1, 4, 7, 10, 13, 16, 19, 22]);
    expect(axisTicks(steps, 300, 64)).toEqual([1, 7, 13, 19]);
    expect(axisTicks(steps, 0, 64)).toEqual([1]);
  });

  it("says its sums in words, without its lines", () => {
    const days = [{ day: "2026-11-20", spentUsd: 1, limitUsd: 4, topUpUsd: 1 }];
    expect(summaryOf(dayFigures(days, dollars))).toBe("Spent $1");
  });
});

describe("throughput", () => {
  it("shows a day hour by hour, by the reader's clock", () => {
    const { ended, spent, stepHours } = activityFigures(
      hoursFrom("2026-11-20T12:00:00Z", 24),
      dollars,
      "en-GB",
      "Asia/Tokyo",
    );
    expect(stepHours).toBe(1);
    expect(ended.steps).toHaveLength(24);
    expect(ended.steps[0]).toEqual({ short: "21:00", long: "Fri 20 Nov, 21:00 – 22:00", tick: true });
    expect(ended.steps[1]?.tick).toBe(false);
    expect(spent.series[0]?.values).toEqual(Array.from({ length: 24 }, () => 0.25));
  });

  it("shows a week six hours at a time, from midnight to midnight of the reader's zone, and loses nothing", () => {
    const { ended, stepHours } = activityFigures(
      hoursFrom("2026-11-14T12:00:00Z", 168),
      dollars,
      "en-GB",
      "America/New_York",
    );
    expect(stepHours).toBe(6);
    expect(ended.steps[0]?.long).toBe("Sat 14 Nov, 07:00 – 12:00");
    expect(ended.steps[1]?.long).toBe("Sat 14 Nov, 12:00 – 18:00");
    expect(ended.steps.filter(({ tick }) => tick)).toHaveLength(7);
    const done = ended.series.find(({ name }) => name === "Done")?.values ?? [];
    expect(done.slice(0, 3)).toEqual([5, 6, 6]);
    expect(done.reduce((sum, one) => sum + one, 0)).toBe(168);
  });

  it("keeps the hour that comes twice when summer time ends", () => {
    const twice = hoursFrom("2026-11-01T04:00:00Z", 4);
    expect(fold(twice, 1, "America/New_York")).toHaveLength(4);
    expect(fold(twice, 6, "America/New_York").map(({ done }) => done)).toEqual([4]);
  });

  it("adds up how tasks ended", () => {
    const spans = fold(
      [
        hour("2026-11-20T00:00:00Z", { failed: 2, usd: 0.5 }),
        hour("2026-11-20T05:00:00Z", { failed: 1, cancelled: 1 }),
      ],
      6,
      "UTC",
    );
    expect(spans).toMatchObject([{ failed: 3, cancelled: 1, usd: 0.5 }]);
  });
});

describe("the last days of money", () => {
  it("are named as the system's days, wherever the reader is, and today always is", () => {
    const days = Array.from({ length: 30 }, (_, n) => ({
      day: new Date(Date.UTC(2026, 9, 23 + n)).toISOString().slice(0, 10),
      spentUsd: 0,
      limitUsd: 3,
      topUpUsd: n === 5 ? 2 : 0,
    }));
    const { steps, series } = dayFigures(days, dollars, "en-GB");
    expect(steps.at(-1)).toEqual({ short: "21 Nov", long: "Sat, 21 Nov 2026", tick: true });
    expect(steps[0]?.short).toBe("23 Oct");
    expect(series[1]?.values.slice(4, 7)).toEqual([3, 5, 3]);
  });
});
