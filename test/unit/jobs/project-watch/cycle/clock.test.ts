import fc from "fast-check";
import { expect, it } from "vitest";
import {
  cyclesAMinute,
  delayOf,
  firstDue,
  nextDue,
} from "../../../../../shared/jobs/project-watch/cycle/clock.ts";

const minute = 60_000;
const moment = fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 });
const minutes = fc.integer({ min: 1, max: 1440 });

it("a project is due again at its own place in the interval, once however late it is, and not at once", () => {
  fc.assert(
    fc.property(moment, fc.integer({ min: 0, max: 40 * 24 * 60 * minute }), minutes, (due, late, every) => {
      const next = nextDue(due, due + late, every);
      expect((next - due) % (every * minute)).toBe(0);
      expect(next - due - late).toBeGreaterThanOrEqual((every * minute) / 2);
      expect(next - due - late).toBeLessThan(1.5 * every * minute + 1);
      if (late < (every * minute) / 2) expect(next).toBe(due + every * minute);
    }),
  );
});

it("a new project is due within an interval, at a moment that doesn't depend on who asks", () => {
  fc.assert(
    fc.property(
      fc.string(),
      moment,
      minutes,
      fc.integer({ min: 0, max: 60_000 }),
      (name, now, every, later) => {
        const due = firstDue(name, now, every);
        expect(due).toBeGreaterThanOrEqual(now);
        expect(due).toBeLessThan(now + every * minute);
        const other = firstDue(name, now + later, every);
        expect((other - due) % (every * minute)).toBe(0);
      },
    ),
  );
});

it("the cycles of a minute begin within it", () => {
  const delays = Array.from({ length: cyclesAMinute }, (_, n) => delayOf(n));
  expect(Math.max(...delays)).toBeLessThan(60);
  expect(delays.filter((delay) => delay === 10)).toHaveLength(4);
});
