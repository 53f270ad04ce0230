import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dueRun,
  nextTime,
  nextTimes,
  whyNotCron,
} from "../../../../shared/jobs/editorial/schedule/planned-times.ts";

const zones = [
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Atlantic/Azores",
  "Asia/Kolkata",
  "UTC",
];
const daily = (hour: number, minute: number) => ({ kind: "cron", cron: `${minute} ${hour} * * *` }) as const;
const dayMs = 86_400_000;
const iso = (times: readonly number[]) => times.map((at) => new Date(at).toISOString());
const dayIn = (at: number, timeZone: string) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(at);
const moment = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) });
const zone = fc.constantFrom(...zones);
const cron = fc
  .record({
    minute: fc.constantFrom("0", "30", "15,45", "*/10"),
    hour: fc.constantFrom("*", "2", "9", "1-3", "*/6", "0,23"),
    day: fc.constantFrom("*", "1", "L", "10-20"),
    weekday: fc.constantFrom("*", "1-5", "SUN", "MON#1"),
  })
  .map(({ minute, hour, day, weekday }) => `${minute} ${hour} ${day} * ${weekday}`);

describe("planned times", () => {
  it("happen in spring when the clock goes on, and once in autumn", () => {
    const spring = nextTimes(daily(2, 30), "Europe/Berlin", Date.parse("2026-03-28T12:00:00Z"), 2);
    expect(iso(spring)).toEqual(["2026-03-29T01:00:00.000Z", "2026-03-30T00:30:00.000Z"]);
    const autumn = nextTimes(daily(2, 30), "Europe/Berlin", Date.parse("2026-10-24T12:00:00Z"), 2);
    expect(iso(autumn)).toEqual(["2026-10-25T00:30:00.000Z", "2026-10-26T01:30:00.000Z"]);
  });

  it("come once on each day of the zone, whatever its clock does", () => {
    const changes = ["2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01"];
    fc.assert(
      fc.property(
        zone,
        fc.constantFrom(...changes),
        fc.nat(23),
        fc.constantFrom(0, 15, 30, 45),
        (timeZone, day, hour, minute) => {
          const from = Date.parse(day) - 2 * dayMs;
          const days = nextTimes(daily(hour, minute), timeZone, from, 5).map((at) => dayIn(at, timeZone));
          const [first = ""] = days;
          const following = [0, 1, 2, 3, 4].map((n) => new Date(Date.parse(first) + n * dayMs).toISOString());
          expect(days).toEqual(following.map((one) => one.slice(0, 10)));
        },
      ),
      { numRuns: 150 },
    );
  });

  it("are run once for all that were missed: the last of them, and then the first that is still to come", () => {
    const outage = fc.integer({ min: 0, max: 3 * dayMs });
    fc.assert(
      fc.property(zone, cron, moment, outage, (timeZone, text, from, lost) => {
        const timing = { kind: "cron", cron: text } as const;
        const since = nextTime(timing, timeZone, from);
        if (since === null) return;
        const now = since + lost;
        let last = since;
        let following = nextTime(timing, timeZone, since);
        while (following !== null && following <= now) {
          last = following;
          following = nextTime(timing, timeZone, following);
        }
        expect(dueRun(timing, timeZone, since, now)).toEqual({ planned: last, next: following });
      }),
      { numRuns: 50 },
    );
  });

  it("end with the moment of what happens once", () => {
    const once = { kind: "once", at: "2026-11-30T09:00:00Z" } as const;
    const at = Date.parse(once.at);
    expect(nextTime(once, "UTC", at - 1)).toBe(at);
    expect(nextTime(once, "UTC", at)).toBeNull();
    expect(dueRun(once, "UTC", at, at + 86_400_000)).toEqual({ planned: at, next: null });
  });
});

describe("an expression that isn't taken", () => {
  it.each([
    ["0 9 * *", "has 4 fields; it takes five: minute, hour, day of the month, month, day of the week"],
    ["0 25 * * *", 'the hour "25" can\'t be read: it takes 0 to 23'],
    ["0 9 32 * *", 'the day of the month "32" can\'t be read: it takes 1 to 31'],
    ["0 9 * 13 *", 'the month "13" can\'t be read'],
    ["0 9 * * FOO", 'the day of the week "FOO" can\'t be read'],
    ["? 9 * * *", 'the minute "?" can\'t be read'],
    ["5/10 * * * *", 'the minute "5/10" can\'t be read'],
    ["@daily", "has 1 field"],
    ["2026-11-30T09:00:00", "has 1 field"],
    ["0 9 30 2 *", "never comes"],
    ["* * * * *", "more often than every 5 minutes"],
    ["0,3 9 * * *", "more often than every 5 minutes"],
  ])("is told what is wrong with it: %s", (text, words) => {
    expect(whyNotCron(text, "Europe/Berlin", 0)).toContain(words);
  });

  it("is none of those that are right", () => {
    for (const text of ["0 9 * * 1-5", "*/5 * * * *", "30 2 L * *", "0 9 * JAN,JUL MON#1", "0 0 29 2 *"])
      expect(whyNotCron(text, "Europe/Berlin", 0)).toBeNull();
  });
});
