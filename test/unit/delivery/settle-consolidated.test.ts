import { describe, expect, it } from "vitest";
import type { Requirement } from "../../../shared/domain/delivery/requirement.ts";
import type { Consolidated } from "../../../shared/jobs/delivery/requirements/consolidate.ts";
import { numberRequirements } from "../../../shared/jobs/delivery/requirements/number-requirements.ts";
import {
  type Ground,
  settleConsolidated,
} from "../../../shared/jobs/delivery/requirements/settle-consolidated.ts";
import { foundIn } from "./support/found-in.ts";

const nothing: Consolidated = {
  same: [],
  standings: [],
  conflicts: [],
  overruled: [],
  stillOpen: [],
  stories: [],
  facts: {
    userInterface: "none",
    serverNeeded: true,
    persistence: false,
    dataScience: false,
    preferred: null,
  },
};
/** No answer has come, and nothing is there yet. */
const ground: Ground = { answers: new Set(), exists: [] };
const before = () => ({
  ...numberRequirements([
    foundIn(
      ["Cancelled until an hour before", "until one hour before"],
      ["Cancelled until it begins", "until the very start"],
      ["Cancelled at any time", "cancel at any time"],
      ["Rooms are listed", "list the rooms"],
    ),
  ]),
  stories: [],
  exists: ["src/bookings.ts"],
});

describe("what is put together", () => {
  it("asks about a conflict with the words of both sides, and builds neither", () => {
    const settled = settleConsolidated(
      { ...nothing, conflicts: [{ requirements: ["R1", "R2", "R9"], question: "Until when?" }] },
      before(),
      ground,
    );
    expect(settled.questions).toMatchObject([{ id: "Q1", kind: "conflict", question: "Until when?" }]);
    expect(settled.questions[0]?.citations.map(({ quote }) => quote)).toEqual([
      "until one hour before",
      "until the very start",
    ]);
    expect(settled.requirements.map(({ standing }) => standing)).toEqual([
      "conflict",
      "conflict",
      "new",
      "new",
    ]);
  });

  it("has no story for what is in conflict, whatever a model puts on one", () => {
    const story = (key: string, requirements: string[], dependsOn: string[] = []) => ({
      id: null,
      key,
      title: key,
      narrative: "n",
      priority: "must" as const,
      criteria: ["c"],
      requirements,
      dependsOn,
    });
    const { stories } = settleConsolidated(
      {
        ...nothing,
        conflicts: [{ requirements: ["R1", "R2"], question: "Until when?" }],
        stories: [story("cancel", ["R1"]), story("list", ["R2", "R4"], ["cancel"]), story("all", ["R3"])],
      },
      before(),
      ground,
    );
    // What waited for it is told to be unknown, so that it is put otherwise.
    expect(stories.map(({ title, requirements, dependsOn }) => [title, requirements, dependsOn])).toEqual([
      ["list", ["R4"], ["cancel"]],
      ["all", ["R3"], []],
    ]);
  });

  it("asks once where a contradiction has the very words of what was open", () => {
    const open = { id: "Q1", kind: "open" as const, question: "Until when?", citations: [] };
    const settled = settleConsolidated(
      {
        ...nothing,
        stillOpen: ["Q1"],
        conflicts: [{ requirements: ["R1", "R2"], question: "Until when?" }],
      },
      { ...before(), questions: [open] },
      ground,
    );
    expect(settled.questions.map(({ id, kind }) => [id, kind])).toEqual([["Q1", "conflict"]]);
  });

  it("lets a model overrule only by what stands, and never both of two", () => {
    const settled = settleConsolidated(
      {
        ...nothing,
        overruled: [
          { requirement: "R1", by: "R2" },
          { requirement: "R2", by: "R1" },
          { requirement: "R3", by: "R77" },
        ],
      },
      before(),
      { ...ground, answers: new Set(["d"]) },
    );
    expect(settled.requirements.map(({ id, standing }) => [id, standing])).toEqual([
      ["R1", "gone"],
      ["R2", "new"],
      ["R3", "new"],
      ["R4", "new"],
    ]);
  });

  it("is a change of what exists, or true already, only by a file that is there", () => {
    const standings = [
      { requirement: "R1", standing: "edit", file: "src/bookings.ts", why: "it has bookings" },
      { requirement: "R2", standing: "already_true", file: "src/made-up.ts", why: "so the README says" },
      { requirement: "R9", standing: "edit", file: "src/bookings.ts", why: "nobody asks for it" },
    ] as const;
    const judged = { ...nothing, standings: [...standings] };
    const standingIn = (exists: string[]) =>
      settleConsolidated(judged, before(), { ...ground, exists }).requirements.map(({ id, standing }) => [
        id,
        standing,
      ]);
    const news = [
      ["R2", "new"],
      ["R3", "new"],
      ["R4", "new"],
    ];
    expect(standingIn(["src/bookings.ts"])).toEqual([["R1", "edit"], ...news]);
    expect(standingIn([])).toEqual([["R1", "new"], ...news]);
  });

  it("keeps a known story's id and gives a new one the next", () => {
    const story = { narrative: "n", priority: "must" as const, criteria: ["c"], requirements: ["R1"] };
    const known = { ...story, id: "S4", title: "Old", dependsOn: [] };
    const settled = settleConsolidated(
      {
        ...nothing,
        stories: [
          { ...story, id: null, key: "new", title: "New", dependsOn: ["old", "nowhere"] },
          { ...story, id: "S4", key: "old", title: "Old, but better", dependsOn: [] },
        ],
      },
      { ...before(), stories: [known] },
      ground,
    );
    expect(settled.stories.map(({ id, dependsOn }) => [id, dependsOn])).toEqual([
      ["S5", ["S4", "nowhere"]],
      ["S4", []],
    ]);
  });

  it("lets nothing be overruled by what is no answer and no later version", () => {
    const overruled = [{ requirement: "R1", by: "R2" }];
    const standings = (all: Requirement[], answers: string[]) =>
      settleConsolidated(
        { ...nothing, overruled },
        { ...before(), requirements: all },
        {
          ...ground,
          answers: new Set(answers),
        },
      ).requirements.map(({ standing }) => standing);
    const [one, two] = before().requirements;
    if (one === undefined || two === undefined) throw new Error("there are two");
    const cites = (of: Requirement, document: string, version: number): Requirement => ({
      ...of,
      citations: of.citations.map((its) => ({ ...its, document, version })),
    });
    expect(standings([one, two], [])).toEqual(["new", "new"]);
    expect(standings([one, cites(two, "other", 9)], [])).toEqual(["new", "new"]);
    expect(standings([one, cites(two, "d", 2)], [])).toEqual(["gone", "new"]);
    expect(standings([cites(one, "d", 3), cites(two, "d", 2)], [])).toEqual(["new", "new"]);
    expect(standings([one, cites(two, "said", 1)], ["said"])).toEqual(["gone", "new"]);
  });

  it("asks about what has no source until people have answered, whatever a model says of it", () => {
    const question = { id: "Q1", kind: "no_source" as const, question: "Is this wanted?", citations: [] };
    const asked = (answers: string[], stillOpen: string[]) =>
      settleConsolidated(
        { ...nothing, stillOpen },
        { ...before(), questions: [question] },
        {
          ...ground,
          answers: new Set(answers),
        },
      ).questions.length;
    expect([asked([], []), asked(["said"], ["Q1"]), asked(["said"], [])]).toEqual([1, 1, 0]);
  });
});
