import { describe, expect, it } from "vitest";
import type { PeriodCounts } from "../../../../shared/db/period-counts.ts";
import { strayFigures } from "../../../../shared/jobs/editorial/figures.ts";
import { dailyReport } from "../../../../shared/jobs/editorial/kinds/daily-report/daily-report.ts";
import { ledgerFacts } from "../../../../shared/jobs/editorial/ledger-report/ledger-facts.ts";
import { dayBefore, weekBefore } from "../../../../shared/jobs/editorial/ledger-report/period.ts";

const none: PeriodCounts = {
  begun: [],
  facts: [],
  applied: [],
  published: [],
  waiting: [],
  calls: 0,
  microUsd: 0,
};

describe("figures", () => {
  it.each([
    ["as they stand", "3 tasks, 1,204 signups at 09:30", []],
    ["as words, or written otherwise", "three tasks, 1204 signups", []],
    ["that nobody gave", "4 tasks, thirty-one and five more, 12.5 %", ["4", "12.5", "five"]],
  ])("%s", (_name, text, strays) => expect(strayFigures(text, "3 | 1,204 | 09:30")).toEqual(strays));
});

describe("a report from the ledger", () => {
  const facts = ledgerFacts({
    ...none,
    begun: [
      { name: "blog_post", count: 2 },
      { name: "social_post", count: 1 },
    ],
    facts: [{ name: "task.failed", count: 1 }],
    calls: 7,
    microUsd: 1_234_567,
  });
  const problems = (lines: string[], told = facts): string => {
    const source =
      told.length === 0
        ? "The period: x\nAnswer lines with exactly: Nothing happened."
        : told.map((fact) => `- ${fact}`).join("\n");
    return dailyReport.problems({ lines }, dailyReport.example, source).join("; ");
  };

  it("tells what the records say, and no more", () => {
    expect(facts).toEqual([
      "Tasks begun: 3 (2 blog post, 1 social post)",
      "Tasks failed: 1",
      "Asked the model 7 times for 1.23 dollars",
    ]);
    expect(
      problems(["3 tasks began: 2 blog posts and 1 social post.", "1 failed.", "7 calls, 1.23 dollars."]),
    ).toBe("");
    expect(problems(facts.slice(0, 2))).toContain("leave out figures of the fact “Asked the model");
    expect(problems([...facts, "That is 12 % more."])).toContain("figures that stand in no fact: 12");
  });

  it("says in one line that nothing happened", () => {
    expect(ledgerFacts(none)).toEqual([]);
    expect(problems(["Nothing happened."], [])).toBe("");
    expect(problems(["A calm day, time to breathe."], [])).toContain("must be this one alone");
  });

  it.each([
    [
      "the day before in the morning",
      dayBefore,
      "2026-10-26T08:00:00Z",
      "2026-10-24T22:00:00Z",
      "2026-10-25T23:00:00Z",
    ],
    [
      "today so far in the evening",
      dayBefore,
      "2026-10-26T18:00:00Z",
      "2026-10-25T23:00:00Z",
      "2026-10-26T18:00:00Z",
    ],
    [
      "last week on a Monday",
      weekBefore,
      "2026-10-26T08:00:00Z",
      "2026-10-18T22:00:00Z",
      "2026-10-25T23:00:00Z",
    ],
    [
      "this week so far on a Friday",
      weekBefore,
      "2026-10-30T08:00:00Z",
      "2026-10-25T23:00:00Z",
      "2026-10-30T08:00:00Z",
    ],
  ])("is about %s, though the clock is put back", (_name, periodOf, now, from, to) => {
    expect(periodOf(Date.parse(now), "Europe/Berlin")).toMatchObject({
      from: Date.parse(from),
      to: Date.parse(to),
    });
  });
});
