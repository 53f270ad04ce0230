import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { housekeepingDue } from "../../../../../shared/jobs/project-watch/cycle/housekeeping-due.ts";
import { daysAfter, localDay, startOfDay } from "../../../../../shared/domain/local-day.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
/** Zones whose clocks skip midnight, show an hour of it twice, stand at quarters, or lie at the ends of the world. */
const timeZone = fc.constantFrom(
  "UTC",
  "Europe/Berlin",
  "America/Santiago",
  "America/Asuncion",
  "America/Havana",
  "America/St_Johns",
  "Africa/Cairo",
  "Asia/Beirut",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Chatham",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
  "Pacific/Apia",
);
const moment = fc.integer({ min: Date.UTC(2009, 0), max: Date.UTC(2030, 0) });

/** The days on which a watch keeps house that looks at these moments. */
function keptDays(moments: readonly number[], zone: string): { day: string; at: number }[] {
  const kept: { day: string; at: number }[] = [];
  let keptOn: string | null = localDay(moments[0] ?? 0, zone);
  for (const at of moments) {
    const due = housekeepingDue({ keptOn }, { timeZone: zone }, at);
    if (due === null) continue;
    kept.push({ day: due, at });
    keptOn = due;
  }
  return kept;
}

it("house is kept once a day, at the first look of the day, in every time zone", () => {
  fc.assert(
    fc.property(timeZone, moment, fc.integer({ min: 7, max: 180 }), (zone, from, every) => {
      const moments = Array.from(
        { length: Math.ceil((4 * day) / (every * minute)) },
        (_, n) => from + n * every * minute,
      );
      const days = [...new Set(moments.map((at) => localDay(at, zone)))];
      const kept = keptDays(moments, zone);
      expect(kept.map((one) => one.day)).toEqual(days.slice(1));
      for (const one of kept) expect(one.at).toBe(moments.find((at) => localDay(at, zone) === one.day));
    }),
    { numRuns: 300 },
  );
});

it("after days of silence house is kept once, for the newest day", () => {
  fc.assert(
    fc.property(timeZone, moment, fc.integer({ min: 2, max: 60 }), (zone, from, days) => {
      const later = from + days * day;
      expect(
        keptDays([from, later, later + minute], zone)
          .map((one) => one.day)
          .slice(0, 1),
      ).toEqual([localDay(later, zone)]);
    }),
  );
});

it("a day begins at its first moment, wherever the clock puts that", () => {
  fc.assert(
    fc.property(timeZone, moment, (zone, at) => {
      const today = localDay(at, zone);
      const start = startOfDay(today, zone);
      expect(localDay(start, zone)).toBe(today);
      expect(localDay(start - 1, zone) < today).toBe(true);
      expect(daysAfter(daysAfter(today, 3), -3)).toBe(today);
    }),
  );
});

describe("midnights that are none", () => {
  const kept = (zone: string, from: string, to: string): string[] => {
    const moments: number[] = [];
    for (let at = Date.parse(from); at < Date.parse(to); at += 15 * minute) moments.push(at);
    return keptDays(moments, zone).map((one) => `${one.day} at ${new Date(one.at).toISOString()}`);
  };

  it("one that is skipped is kept at one o'clock", () => {
    expect(kept("America/Santiago", "2026-09-06T03:00:00Z", "2026-09-06T12:00:00Z")).toEqual([
      "2026-09-06 at 2026-09-06T04:00:00.000Z",
    ]);
    expect(kept("Africa/Cairo", "2026-04-23T20:00:00Z", "2026-04-24T12:00:00Z")).toEqual([
      "2026-04-24 at 2026-04-23T22:00:00.000Z",
    ]);
  });

  it("one that is there twice is kept at the first", () => {
    expect(kept("America/Havana", "2026-11-01T03:00:00Z", "2026-11-01T12:00:00Z")).toEqual([
      "2026-11-01 at 2026-11-01T04:00:00.000Z",
    ]);
    // A minute after midnight the clock went back into the day before.
    expect(kept("America/St_Johns", "2009-11-01T02:00:00Z", "2009-11-01T12:00:00Z")).toHaveLength(1);
  });
});
