import assert from "node:assert/strict";
import { test } from "node:test";
import { occurrences, occurrencesBetween } from "../src/recurrence.js";

function first(count, rule) {
  const dates = [];
  for (const date of occurrences(rule)) {
    dates.push(date);
    if (dates.length === count) break;
  }
  return dates;
}

test("every other day, over the end of a month", () => {
  assert.deepEqual(first(3, { every: "day", interval: 2, start: "2026-02-27" }), [
    "2026-02-27",
    "2026-03-01",
    "2026-03-03",
  ]);
});

test("every week on the same day", () => {
  assert.deepEqual(first(3, { every: "week", start: "2026-12-21" }), ["2026-12-21", "2026-12-28", "2027-01-04"]);
});

test("every month on the same day, over the end of a year", () => {
  assert.deepEqual(first(3, { every: "month", start: "2026-11-15" }), ["2026-11-15", "2026-12-15", "2027-01-15"]);
});

test("every year", () => {
  assert.deepEqual(first(2, { every: "year", start: "2026-06-01" }), ["2026-06-01", "2027-06-01"]);
});

test("a rule ends with its last date", () => {
  assert.deepEqual([...occurrences({ every: "month", interval: 6, start: "2026-01-10", until: "2026-07-10" })], [
    "2026-01-10",
    "2026-07-10",
  ]);
});

test("a window shows only what lies in it", () => {
  const rule = { every: "week", start: "2026-01-05" };
  assert.deepEqual(occurrencesBetween(rule, "2026-01-12", "2026-01-19"), ["2026-01-12", "2026-01-19"]);
});

test("a rule that can't be is refused", () => {
  assert.throws(() => first(1, { every: "hour", start: "2026-01-05" }), RangeError);
  assert.throws(() => first(1, { every: "day", interval: 0, start: "2026-01-05" }), RangeError);
});
