import { describe, expect, it } from "vitest";
import {
  type Draft,
  draftProblems,
  markdownOf,
} from "../../../../shared/jobs/editorial/kinds/feedback-triage/draft.ts";
import { entriesOf, sourceOf } from "../../../../shared/jobs/editorial/kinds/feedback-triage/entries.ts";

const entries = ["Export is slow", "It takes 40 seconds to export", "Dark mode, please"];
const exports = {
  name: "Slow exports",
  entries: [1, 2],
  quotes: [{ entry: 2, words: "40 seconds" }],
  ticket: null,
};
const dark = {
  name: "Dark mode",
  entries: [3],
  quotes: [{ entry: 3, words: "Dark mode, please" }],
  ticket: null,
};
const draft: Draft = { summary: "Two of three are about exports.", themes: [dark, exports] };
const problems = (change: Partial<Draft>): string =>
  draftProblems({ ...draft, ...change }, sourceOf(entries)).join("; ");

describe("a triage of feedback", () => {
  it("is fine when every entry is in a theme and every quote was said, and is told with its counts, the biggest first", () => {
    expect(problems({})).toBe("");
    expect(markdownOf(draft)).toMatch(/\*\*Slow exports\*\* \(2\)\n> 40 seconds\n\n\*\*Dark mode\*\* \(1\)/);
  });

  it.each<[string, Partial<Draft>, string]>([
    [
      "words that nobody said",
      { themes: [dark, { ...exports, quotes: [{ entry: 2, words: "50 seconds" }] }] },
      "quotes words that don't stand so in entry 2",
    ],
    [
      "another entry's words",
      { themes: [dark, { ...exports, quotes: [{ entry: 3, words: "Dark mode" }] }] },
      "quotes entry 3, which is none of its own",
    ],
    ["an entry left out", { themes: [exports] }, "leave out the entries 3"],
    [
      "an entry that there isn't",
      { themes: [dark, { ...exports, entries: [1, 2, 9] }] },
      "entries that there are not: 9",
    ],
    [
      "an entry counted twice",
      { themes: [dark, { ...exports, entries: [1, 2, 2] }] },
      "names an entry twice",
    ],
    ["a figure of its own", { summary: "80 % are about exports." }, "figures that nobody gave you: 80"],
  ])("is sent back with %s", (_name, change, problem) => expect(problems(change)).toContain(problem));

  it("takes its entries from a list, or from paragraphs after the order", () => {
    expect(entriesOf("sort these\nChannel: C012\n- one\n2) two\n• three")).toEqual(["one", "two", "three"]);
    expect(entriesOf("sort these\n\nThe first\nof all\n\nThe second")).toEqual([
      "The first of all",
      "The second",
    ]);
    expect(entriesOf("sort the feedback, please")).toEqual([]);
  });
});
