import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { momentsOf, wallTime } from "../../../../shared/domain/wall-clock.ts";
import {
  isPublishable,
  nextPublishable,
  proposedTime,
} from "../../../../shared/jobs/editorial/publishing-time.ts";
import type { Window } from "../../../../shared/jobs/editorial/rules.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

const clock = fc
  .tuple(fc.nat(23), fc.constantFrom("00", "15", "30", "45"))
  .map(([hour, minutes]) => `${String(hour).padStart(2, "0")}:${minutes}`);
const window = fc.record({
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  from: clock,
  to: clock,
});
const rules = fc.record({
  timeZone: fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"),
  windows: fc.array(window, { maxLength: 2 }),
  quiet: fc.array(window, { maxLength: 2 }),
});
type Times = typeof rules extends fc.Arbitrary<infer T> ? T : never;

// Around the nights in which clocks change, and any other time.
const changes = ["2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01"];
const moment = fc
  .tuple(fc.constantFrom(...changes, "2026-07-15"), fc.integer({ min: -48 * 60, max: 48 * 60 }))
  .map(([day, minutes]) => Date.parse(day) + minutes * minuteMs);

const calendars = new Map<string, Intl.DateTimeFormat>();

/** The weekday and the time that stand on a page, such as "Mon 08:30". */
function page(at: number, timeZone: string): [string, string] {
  const known = calendars.get(timeZone);
  const calendar =
    known ??
    new Intl.DateTimeFormat("en-GB", {
      timeZone,
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  calendars.set(timeZone, calendar);
  const [weekday = "", time = ""] = calendar.format(at).split(/,? /);
  return [weekday, time];
}

/** The same rules, read off a clock and a calendar as a person would. */
function plainly({ timeZone, windows, quiet }: Times, at: number): boolean {
  const [weekday, time] = page(at, timeZone);
  const today = days.indexOf(weekday) + 1;
  const before = today === 1 ? 7 : today - 1;
  const within = (one: Window): boolean =>
    one.from < one.to
      ? one.days.includes(today) && time >= one.from && time < one.to
      : (one.days.includes(today) && time >= one.from) || (one.days.includes(before) && time < one.to);
  return (windows.length === 0 || windows.some(within)) && !quiet.some(within);
}

describe("the next time at which a project publishes", () => {
  it("lies in a window and outside of quiet hours, never before, and is the soonest", () => {
    fc.assert(
      fc.property(rules, moment, (times, at) => {
        const next = nextPublishable(times, at);
        const end = next ?? at + 8 * 24 * hourMs;
        if (next !== null) expect([next >= at, plainly(times, next)]).toEqual([true, true]);
        // All edges are at full quarters of an hour; the zones' offsets are too.
        for (let between = at; between < end; between += 15 * minuteMs)
          expect([iso(between), plainly(times, between)]).toEqual([iso(between), false]);
      }),
      { numRuns: 60 },
    );
  });

  it("goes past midnight, and past the hour that the clock skips", () => {
    const night = {
      timeZone: "Europe/Berlin",
      windows: [{ days: [5], from: "22:00", to: "02:00" }],
      quiet: [],
    };
    const saturday = Date.parse("2026-07-18T01:30:00+02:00");
    expect(nextPublishable(night, saturday)).toBe(saturday);
    expect(iso(nextPublishable(night, saturday + hourMs))).toBe("2026-07-24T20:00:00.000Z");
    const gap = {
      timeZone: "Europe/Berlin",
      windows: [{ days: [7], from: "02:30", to: "04:00" }],
      quiet: [],
    };
    expect(iso(nextPublishable(gap, Date.parse("2026-03-28T12:00:00Z")))).toBe("2026-03-29T01:00:00.000Z");
  });

  it("is none where quiet hours cover everything", () => {
    const all = { days: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "00:00" };
    expect(nextPublishable({ timeZone: "UTC", windows: [], quiet: [all] }, 0)).toBeNull();
  });
});

describe("the time that is proposed", () => {
  const office = {
    timeZone: "Europe/Berlin",
    windows: [{ days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" }],
    quiet: [{ days: [3], from: "12:00", to: "13:00" }],
  };
  const now = Date.parse("2026-11-24T18:00:00Z");

  it("is the next that fits, with the reason, and what was wanted where that fits", () => {
    const early = proposedTime(office, null, now);
    expect(iso(early.at)).toBe("2026-11-25T08:00:00.000Z");
    expect(early.why).toBe("nothing goes out now: it is outside of the publishing windows");
    const noon = proposedTime(office, Date.parse("2026-11-25T11:30:00Z"), now);
    expect(iso(noon.at)).toBe("2026-11-25T12:00:00.000Z");
    expect(noon.why).toContain("quiet hours");
    const fits = Date.parse("2026-11-25T09:00:00Z");
    expect(proposedTime(office, fits, now)).toEqual({ at: fits, why: null });
    expect(proposedTime(office, null, fits)).toEqual({ at: null, why: null });
    expect(isPublishable(office, now)).toBe(false);
  });
});

describe("a clock on the wall", () => {
  it("shows a time at the moments that are said to show it", () => {
    fc.assert(
      fc.property(rules, moment, ({ timeZone }, at) => {
        const { day, minutes } = wallTime(at, timeZone);
        const moments = momentsOf(day, minutes, timeZone);
        expect(moments.map(iso)).toContain(iso(at));
        for (const one of moments) expect(wallTime(one, timeZone)).toMatchObject({ day, minutes });
      }),
      { numRuns: 100 },
    );
  });
});
