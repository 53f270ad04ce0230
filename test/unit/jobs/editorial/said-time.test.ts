import { describe, expect, it } from "vitest";
import { periodStart } from "../../../../shared/jobs/editorial/said-period.ts";
import { settleTimes } from "../../../../shared/jobs/editorial/times.ts";

const timeZone = "Europe/Berlin";
/** A Thursday, noon in Berlin; the clock is put forward on the Sunday after. */
const now = Date.parse("2026-03-26T11:00:00Z");
const read = (words: string) => settleTimes([{ what: "all", day: null, time: words }], { timeZone, now });

describe("a time in somebody's words", () => {
  it.each([
    ["in two minutes", "2026-03-26T11:02:00.000Z"],
    ["in an hour", "2026-03-26T12:00:00.000Z"],
    ["in half an hour", "2026-03-26T11:30:00.000Z"],
    ["in 90 minutes", "2026-03-26T12:30:00.000Z"],
    ["in einer Stunde", "2026-03-26T12:00:00.000Z"],
    ["tomorrow at nine", "2026-03-27T08:00:00.000Z"],
    ["Tomorrow, 9 am.", "2026-03-27T08:00:00.000Z"],
    ["next Tuesday 14:00", "2026-03-31T12:00:00.000Z"],
    ["on Monday at half past nine", "2026-03-30T07:30:00.000Z"],
    ["Montag um halb zehn", "2026-03-30T07:30:00.000Z"],
    ["morgen um 9 Uhr", "2026-03-27T08:00:00.000Z"],
    ["27.11. 8 Uhr", "2026-11-27T07:00:00.000Z"],
    ["3 December at noon", "2026-12-03T11:00:00.000Z"],
    ["January 5th, 9:30", "2027-01-05T08:30:00.000Z"],
    ["2026-04-01 10:00", "2026-04-01T08:00:00.000Z"],
    ["tonight at nine", "2026-03-26T20:00:00.000Z"],
    ["at 5 in the afternoon", "2026-03-26T16:00:00.000Z"],
    ["quarter to ten tomorrow", "2026-03-27T08:45:00.000Z"],
    ["in three days at 10:00", "2026-03-29T08:00:00.000Z"],
    ["14:00", "2026-03-26T13:00:00.000Z"],
  ])("is found by code: %s", (words, at) => {
    expect(read(words)).toEqual({ times: [{ what: "all", day: at, time: words }], unclear: [] });
  });

  it.each([
    ["soonish", "“soonish”"],
    ["tomorrow at five", "I don't understand"],
    ["tomorrow", "at what time?"],
    ["next Friday 9:00", "can be on 2026-03-27 or on 2026-04-03"],
    ["today 9:00", "is over"],
    ["2026-03-01 09:00", "is over"],
    ["9:00 New York", "I don't understand"],
    ["31.2. 9:00", "I don't understand"],
    ["25:00", "I don't understand"],
    ["Monday or Tuesday 9:00", "I don't understand"],
    ["half nine", "I don't understand"],
  ])("is asked about, and not guessed: %s", (words, why) => {
    const { times, unclear } = read(words);
    expect(times).toEqual([]);
    expect(unclear.join()).toContain(why);
  });

  it("is none for “now”, and on the day that was named before where it names none", () => {
    expect(read("right now")).toEqual({ times: [], unclear: [] });
    const said = [
      { what: "blog", day: "next Tuesday", time: "9:00" },
      { what: "posts", day: null, time: "at ten" },
    ] as const;
    const { times } = settleTimes(said, { timeZone, now });
    expect(times.map(({ day }) => day)).toEqual(["2026-03-31T07:00:00.000Z", "2026-03-31T08:00:00.000Z"]);
    // Reckoned once, they stay where they are.
    expect(settleTimes(times, { timeZone, now: now + 9e9 })).toEqual({ times, unclear: [] });
  });
});

describe("a stretch of time in somebody's words", () => {
  it.each([
    ["the last week", "2026-03-19T11:00:00.000Z"],
    ["the last 30 days", "2026-02-24T11:00:00.000Z"],
    ["last 24 hours", "2026-03-25T11:00:00.000Z"],
    ["since Monday", "2026-03-22T23:00:00.000Z"],
    ["this month", "2026-02-28T23:00:00.000Z"],
    ["seit gestern", "2026-03-24T23:00:00.000Z"],
  ])("begins where it is said: %s", (words, from) => {
    expect(new Date(periodStart(words, { timeZone, now }) ?? 0).toISOString()).toBe(from);
  });

  it("is none in other words", () => expect(periodStart("the good old days", { timeZone, now })).toBeNull());
});
