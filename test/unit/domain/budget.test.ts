import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Budget,
  current,
  nextDay,
  reserve,
  reservedIn,
  settle,
  utcDay,
} from "../../../shared/domain/budget.ts";

const noon = Date.UTC(2026, 5, 1, 12);

describe("a budget", () => {
  it("is never overspent by calls that cost no more than they reserved", () => {
    const calls = fc.array(
      fc.record({
        worst: fc.integer({ min: 1, max: 500 }),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
        settles: fc.boolean(),
      }),
      { maxLength: 50 },
    );
    fc.assert(
      fc.property(calls, fc.integer({ min: 1, max: 2000 }), (list, limit) => {
        let budget: Budget = current(undefined, noon);
        for (const [n, call] of list.entries()) {
          const next = reserve(budget, String(n), call.worst, limit, noon);
          if (next === null) continue;
          budget = call.settles ? settle(next, String(n), Math.floor(call.worst * call.share)) : next;
          expect(budget.spent + reservedIn(budget)).toBeLessThanOrEqual(limit);
        }
      }),
    );
  });

  it("starts at nothing on a new day and keeps what is still under way", () => {
    const late = nextDay(noon) - 1000;
    const busy = reserve({ ...current(undefined, late), spent: 90 }, "a", 10, 100, late);
    if (!busy) throw new Error("there was room");
    const tomorrow = current(busy, late + 2000);
    expect(tomorrow).toMatchObject({ day: utcDay(late + 2000), spent: 0 });
    expect(reservedIn(tomorrow)).toBe(10);
  });

  it("forgets the reservation of a call that died", () => {
    const busy = reserve(current(undefined, noon), "a", 10, 100, noon);
    expect(reservedIn(current(busy ?? undefined, noon + 60 * 60_000))).toBe(0);
  });
});
