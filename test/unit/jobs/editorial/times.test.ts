import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wallTime } from "../../../../shared/domain/wall-clock.ts";
import { type WantedTime, wantedAt } from "../../../../shared/jobs/editorial/times.ts";

const timeZone = "Europe/Berlin";
/** A Thursday, noon in Berlin. */
const now = Date.parse("2026-03-26T11:00:00Z");
const iso = (times: WantedTime[], name: string): string | null => {
  const at = wantedAt(times, name, { timeZone, now });
  return at === null ? null : new Date(at).toISOString();
};

describe("the time that was asked for", () => {
  const campaign: WantedTime[] = [
    { what: "blog", day: "monday", time: "09:00" },
    { what: "posts", day: null, time: "10:00" },
    { what: "mail", day: "tomorrow", time: "08:00" },
  ];

  it.each([
    // The clock is put forward on the Sunday between: it is an hour earlier in UTC than today.
    ["blog", "2026-03-30T07:00:00.000Z"],
    ["bluesky", "2026-03-30T08:00:00.000Z"],
    ["mail", "2026-03-27T07:00:00.000Z"],
    ["gist", null],
  ])("of %s is %s", (name, at) => expect(iso(campaign, name)).toBe(at));

  it.each([
    ["today's weekday that is still to come", "thursday", "13:00", "2026-03-26T12:00:00.000Z"],
    ["today's weekday that has passed: in a week", "thursday", "11:00", "2026-04-02T09:00:00.000Z"],
    ["no day and a time to come", null, "13:00", "2026-03-26T12:00:00.000Z"],
    ["no day and a time that has passed: tomorrow", null, "11:00", "2026-03-27T10:00:00.000Z"],
    ["a time that the clock skips", "2026-03-29", "02:30", "2026-03-29T01:00:00.000Z"],
  ])("is right for %s", (_name, day, time, at) => {
    expect(iso([{ what: "all", day, time }], "linkedin")).toBe(at);
  });

  it("is shown by the clock on the wall, and is to come unless a date says otherwise", () => {
    const day = fc.constantFrom(null, "tomorrow", "monday", "wednesday", "sunday");
    const minutes = fc.integer({ min: 4 * 60, max: 24 * 60 - 1 });
    const moment = fc.integer({ min: Date.parse("2026-01-01"), max: Date.parse("2027-12-31") });
    const zone = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu");
    fc.assert(
      fc.property(day, minutes, moment, zone, (named, clock, at, where) => {
        const time = `${String(Math.floor(clock / 60)).padStart(2, "0")}:${String(clock % 60).padStart(2, "0")}`;
        const found =
          wantedAt([{ what: "all", day: named, time }], "blog", { timeZone: where, now: at }) ?? 0;
        expect(wallTime(found, where).minutes).toBe(clock);
        expect(found).toBeGreaterThan(at);
        expect(found).toBeLessThan(at + 8.1 * 86_400_000);
      }),
      { numRuns: 100 },
    );
  });
});
