import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays, daysInMonth, parseDate } from "../src/dates.js";

test("months have their days, leap years too", () => {
  assert.deepEqual([1, 2, 4, 12].map((month) => daysInMonth(2026, month)), [31, 28, 30, 31]);
  assert.equal(daysInMonth(2028, 2), 29);
});

test("days are added over the ends of months and years", () => {
  assert.equal(addDays("2026-12-31", 1), "2027-01-01");
  assert.equal(addDays("2028-02-28", 1), "2028-02-29");
});

test("what is no date is refused", () => {
  for (const text of ["2026-02-29", "2026-13-01", "yesterday"]) assert.throws(() => parseDate(text), RangeError);
});
