import assert from "node:assert/strict";
import { test } from "node:test";
import { toIcs } from "../src/ics.js";

test("an event becomes a VEVENT with its rule", () => {
  const rule = { every: "month", interval: 3, start: "2026-01-31", until: "2026-12-31" };
  const lines = toIcs([{ id: "vat", title: "VAT, quarterly", rule }]).split("\r\n");
  assert.equal(lines[0], "BEGIN:VCALENDAR");
  assert.ok(lines.includes("DTSTART;VALUE=DATE:20260131"));
  assert.ok(lines.includes("DTEND;VALUE=DATE:20260201"));
  assert.ok(lines.includes("RRULE:FREQ=MONTHLY;INTERVAL=3;UNTIL=20261231"));
  assert.ok(lines.includes("SUMMARY:VAT\\, quarterly"));
});
