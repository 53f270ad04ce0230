import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPokeDue, pauseBeforeLook } from "../../../shared/domain/watchdog.ts";

/** Looks again and again at something that has been silent since 0; returns when it was poked, in seconds. */
function pokesOver(seconds: number, pauses: () => number): number[] {
  const poked: number[] = [];
  for (let last = 0; last < seconds;) {
    const now = last + pauses();
    if (isPokeDue(60_000, 0, { last: last * 1000, now: now * 1000 })) poked.push(now);
    last = now;
  }
  return poked;
}

describe("the watchdog", () => {
  it("pokes what is silent soon, then ever more rarely", () => {
    expect(pokesOver(1000, () => 1)).toEqual([60, 180, 420, 900]);
  });

  it("uses few of a workflow's steps in a month of waiting, and pokes to the end of it", () => {
    const poked = pokesOver(30 * 24 * 3600, () => 60);
    expect(poked.length).toBeLessThan(150);
    expect(poked.at(-1)).toBeGreaterThan(29.5 * 24 * 3600);
  });

  it("misses no poke and makes none twice, however the looks fall", () => {
    const silences = pokesOver(40_000, () => 1);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1 }), (pauses) => {
        let at = 0;
        const poked = pokesOver(40_000, () => pauses[at++ % pauses.length] ?? 1);
        for (const silence of silences.filter((one) => one < 35_000))
          expect(poked.some((one) => one >= silence && one < silence + 5000)).toBe(true);
        expect(poked.length).toBeLessThanOrEqual(silences.length + 1);
      }),
    );
  });

  it("looks again at the pace of what has moved last", () => {
    expect(pauseBeforeLook(60_000, 0)).toBe(60_000);
    expect(pauseBeforeLook(60_000, 8 * 3_600_000)).toBe(3_600_000);
  });
});
