import { describe, expect, it } from "vitest";
import { storyOf, blankStory } from "../../../pages/dashboard/src/jobs/delivery/task/story-draft.ts";
import type { Requirement, Story } from "../../../shared/domain/delivery/requirement.ts";
import { writtenStoryText, type WrittenStory } from "../../../shared/domain/delivery/written-story.ts";
import { foundWritten, storiesWritten } from "../../../shared/jobs/delivery/requirements/found-written.ts";
import { numberRequirements } from "../../../shared/jobs/delivery/requirements/number-requirements.ts";
import { settleStories } from "../../../shared/jobs/delivery/requirements/settle-stories.ts";

const written: WrittenStory = {
  id: "S9",
  by: "maya",
  document: { id: "doc_story", version: 1, name: "Story by maya: Export.txt" },
  title: "Export",
  narrative: "Maya gets all bookings as a file",
  criteria: ["one line for each booking"],
  priority: "must",
  dependsOn: ["S1"],
};
const text = writtenStoryText(written, { by: "maya", where: "delivery-1" });
const same = (words: string): string => words;

const story = (id: string, ...requirements: string[]): Story => ({
  id,
  title: id,
  narrative: id,
  priority: "must",
  requirements,
  criteria: [id],
  dependsOn: [],
});
const said = (id: string | null, key: string, requirements: string[], dependsOn: string[] = []) => ({
  ...story("S1", ...requirements),
  id,
  key,
  dependsOn,
});
const settled = (standing: Record<string, Requirement["standing"]>) => ({
  standing: new Map(Object.entries(standing)),
  into: same,
});

describe("a story by hand", () => {
  it("asks for one thing, which rests on its own words, and a model reads none of what is replaced", () => {
    const found = foundWritten(written, text, (words) => words.replaceAll("Maya", "[name 1]"));
    expect(found.statement).toBe("Export: [name 1] gets all bookings as a file");
    expect(found.citations.map(({ from, to, quote }) => [text.slice(from, to), quote])).toEqual(
      [written.narrative, "one line for each booking"].map((words) => [words, words]),
    );
  });

  it("is none any more when nothing rests on its document", () => {
    const { requirements } = numberRequirements([
      { requirements: [foundWritten(written, text, same)], questions: [], refused: [] },
    ]);
    expect(storiesWritten([written], requirements, same)).toMatchObject([{ id: "S9", requirements: ["R1"] }]);
    const gone = requirements.map((one) => ({ ...one, standing: "gone" as const }));
    expect(storiesWritten([written], gone, same)).toEqual([]);
  });
});

describe("stories that are fixed", () => {
  const fixed = {
    built: [story("S1", "R1")],
    written: [{ ...story("S9", "R9"), dependsOn: ["S1", "S4"] }],
    last: 9,
  };
  const all = { R1: "new", R5: "new", R9: "new" } as const;

  it("stay as they are; what a model puts on them besides becomes another, with an id that none had", () => {
    const stories = [
      said("S1", "book", ["R1", "R5"]),
      said(null, "export", ["R9"]),
      said(null, "pay", [], ["export"]),
    ];
    const result = settleStories({ stories }, [story("S1", "R1")], fixed, settled(all));
    expect(result.map(({ id, requirements, dependsOn }) => [id, requirements, dependsOn])).toEqual([
      ["S1", ["R1"], []],
      // What it depends on may be gone.
      ["S9", ["R9"], ["S1"]],
      ["S10", ["R5"], []],
      ["S11", [], ["S9"]],
    ]);
  });

  it("wait while they contradict something, unless they are built, and are none when nobody asks for them", () => {
    const ids = (standing: Record<string, Requirement["standing"]>) =>
      settleStories({ stories: [] }, [], fixed, settled(standing)).map(({ id }) => id);
    expect(ids({ R1: "conflict", R9: "conflict" })).toEqual(["S1"]);
    expect(ids({ R1: "gone", R9: "new" })).toEqual(["S9"]);
  });
});

it("keeps the words of what is built when its words are read anew in others, found or not", () => {
  const one = (statement: string, quote: string) => ({
    statement,
    priority: "must" as const,
    citations: [{ document: "doc_1", version: 1, from: 0, to: quote.length, quote }],
  });
  const before = [
    { ...one("Rooms are listed", "list the rooms"), id: "R1", standing: "new" as const },
    { ...one("Desks are booked", "book a desk"), id: "R2", standing: "new" as const },
    { ...one("Rooms have seats", "seats of a room"), id: "R3", standing: "new" as const },
  ];
  const requirements = [
    one("All rooms stand in a list", "list the rooms"),
    one("A desk can be had", "book a desk"),
  ];
  const anew = [{ requirements, questions: [], refused: [] }];
  const numbered = numberRequirements(anew, { requirements: before, questions: [] }, new Set(["R1", "R3"]));
  expect(numbered.requirements.map(({ id, statement, standing }) => [id, statement, standing])).toEqual([
    ["R1", "Rooms are listed", "new"],
    ["R2", "A desk can be had", "new"],
    ["R3", "Rooms have seats", "new"],
  ]);
});

describe("a story that somebody writes", () => {
  it("has a criterion and a file for each line, and names what is missing", () => {
    expect(storyOf(blankStory).problems).toMatchObject({
      title: "Say what it is",
      criteria: "Say at least one thing that can be seen when it is done",
    });
    const draft = {
      ...blankStory,
      title: "Export",
      narrative: "Maya gets a file",
      criteria: "- one\n\n* two\n",
    };
    expect(storyOf(draft).story).toMatchObject({ criteria: ["one", "two"] });
    expect(storyOf({ ...draft, tests: "test/a.test.ts" }).problems).toEqual({
      code: "Name the files of its code too",
    });
  });
});
