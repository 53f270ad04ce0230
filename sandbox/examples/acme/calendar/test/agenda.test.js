import assert from "node:assert/strict";
import { test } from "node:test";
import { agendaOfMonth } from "../src/agenda.js";
import { readEvents } from "../src/events.js";

const events = readEvents(
  JSON.stringify([
    { id: "rent", title: "Rent is due", rule: { every: "month", start: "2026-01-15" } },
    { id: "crew", title: "Crew meeting", rule: { every: "week", start: "2026-01-01", until: "2026-05-15" } },
  ]),
);

test("a month's agenda is in the order of its dates", () => {
  assert.deepEqual(agendaOfMonth(events, 2026, 5), [
    { date: "2026-05-07", title: "Crew meeting" },
    { date: "2026-05-14", title: "Crew meeting" },
    { date: "2026-05-15", title: "Rent is due" },
  ]);
});

test("an event with a wrong date is named", () => {
  const wrong = JSON.stringify([{ id: "x", title: "X", rule: { every: "day", start: "2026-02-30" } }]);
  assert.throws(() => readEvents(wrong), /event x: 2026-02-30 is not a date/);
});
