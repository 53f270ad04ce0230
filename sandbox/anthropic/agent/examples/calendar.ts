import type { Example } from "./example.ts";

const source = "src/recurrence.js";
const test = "test/recurrence.test.js";

/** A wrong result: a month that is too short for the day runs over into the next one. */
export const calendar: Example = {
  repository: "acme/calendar",
  about: /\bmonth(?:ly|s)?\b|february|recurr|invoice/i,
  search: "addMonths|daysInMonth",
  source,
  test,
  planned: {
    discovery: {
      repository: "acme/calendar",
      confidence: 0.91,
      affectedFiles: [source],
      rootCause: `addMonths keeps the day as it is, so 31 January plus one month is "31 February", which Date.UTC reads as 3 March (${source}:{{line}}).`,
      reasoning:
        "A monthly rule takes its dates from addMonths, and so does a yearly one. Date.UTC carries days over the end of a month into the next. The README says that a month too short for the day has the date on its last day; daysInMonth in dates.js knows which day that is. Occurrences are reckoned from the start, so March is on the 31st again.",
      relatedFiles: ["src/dates.js", "src/agenda.js", "README.md"],
    },
    plan: {
      summary: "Keep monthly dates inside short months",
      scope: "recurrence",
      steps: [
        {
          type: "test",
          file: test,
          action: "A monthly rule from 31 January is due on 28 February and then on 31 March.",
        },
        {
          type: "implement",
          file: source,
          action: "addMonths takes the last day of a month that is too short for the day.",
        },
        { type: "verify", file: null, action: "npm test" },
      ],
      testCommand: "npm test",
      estimatedMinutes: 15,
      riskLevel: "low",
      risks: [
        "Yearly rules from 29 February move from 1 March to 28 February in common years: the README wants that.",
      ],
    },
  },
  newTest: `test("every month from the 31st, on the last day of a month that is too short", () => {
  assert.deepEqual(first(4, { every: "month", start: "2026-01-31" }), [
    "2026-01-31",
    "2026-02-28",
    "2026-03-31",
    "2026-04-30",
  ]);
});
`,
  fix: [
    {
      before: "  return toDate(year, month + months, day);\n",
      after: "  return toDate(year, month + months, Math.min(day, daysInMonth(year, month + months)));\n",
    },
    {
      before: 'import { addDays, parseDate, toDate } from "./dates.js";\n',
      after: 'import { addDays, daysInMonth, parseDate, toDate } from "./dates.js";\n',
    },
  ],
  summaries: {
    red: "A monthly rule from 31 January must be due on 28 February, 31 March and 30 April. Today February is skipped and the date runs over to 3 March.",
    green:
      "addMonths never goes beyond the last day of the month that it reaches. Each date is still reckoned from the start, so the 31st comes back in March.",
    refactor:
      "The change is one expression and its import; daysInMonth was there. There is nothing to make simpler.",
    review:
      "The fix is in the one function that monthly and yearly rules share, uses what dates.js has, and keeps to the README's rule. Days and weeks don't go through it. The test covers a short month and the return to the 31st.",
  },
};
