import { expect, it } from "vitest";
import { digestWords } from "../../../../../shared/jobs/project-watch/cycle/digest-words.ts";

it("a digest of a busy day fits into a section of Slack, whole lines only", () => {
  const titles = Array.from({ length: 40 }, (_, n) => `${n} & ${"a long title ".repeat(12)}`);
  const { mrkdwn, text } = digestWords({
    project: "atlas",
    day: "2026-11-21",
    now: 0,
    days: 1,
    signals: [{ source: "jira", count: 40 }],
    notable: titles.map((title) => ({ title, importance: "urgent", flag: title })),
    done: titles,
    waiting: [],
    questions: [],
    suggestions: [],
    microUsd: 0,
    unsure: { unreviewed: 0, flagged: 40, givenUp: 0, refused: 0 },
    sources: [],
    storage: null,
  });
  expect(mrkdwn.length).toBeLessThanOrEqual(3000);
  expect(mrkdwn.length).toBeGreaterThan(2700);
  expect(mrkdwn).toMatch(/\n• .*\n…$/u);
  expect(text.length).toBeGreaterThan(3000);
});
