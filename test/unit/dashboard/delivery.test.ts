import { describe, expect, it } from "vitest";
import { beginningIn, linesOf, piecesOf } from "../../../pages/dashboard/src/jobs/delivery/reading/lines.ts";
import { answersProblem, answersText } from "../../../pages/dashboard/src/jobs/delivery/task/answers-text.ts";
import { costOf, pipelineOf } from "../../../pages/dashboard/src/jobs/delivery/task/pipeline.ts";
import { storyOfSignal } from "../../../pages/dashboard/src/jobs/delivery/task/story-of-signal.ts";
import {
  type BoardStory,
  boardOf,
  needing,
} from "../../../pages/dashboard/src/jobs/delivery/task/story-board.ts";
import {
  orderWith,
  placeOver,
  placeWords,
  sideOf,
} from "../../../pages/dashboard/src/jobs/delivery/task/story-order.ts";
import {
  fateOf,
  narrowedTrace,
  type TracedRequirement,
} from "../../../pages/dashboard/src/jobs/delivery/task/trace-rows.ts";

describe("a document's lines", () => {
  const text = "Rooms are listed.\nEach with its name.";
  const cited = [
    { id: "R1", from: 0, to: 16 },
    { id: "R2", from: 10, to: 22 },
  ];
  const [first, second] = linesOf(text, []);

  it("are cut where citations overlap, and lose no letter", () => {
    if (first === undefined || second === undefined) throw new Error("two lines");
    expect(piecesOf(first, { from: 0, to: 0 }, cited)).toEqual([
      { text: "Rooms are ", isLit: false, cited: ["R1"] },
      { text: "listed", isLit: false, cited: ["R1", "R2"] },
      { text: ".", isLit: false, cited: ["R2"] },
    ]);
    const lit = piecesOf(second, { from: 18, to: 27 }, cited);
    expect(lit.map(({ text: words }) => words).join("")).toBe(second.text);
    expect(lit.filter(({ isLit }) => isLit).map(({ text: words }) => words)).toEqual(["Each", " with"]);
  });

  it("have in their margin what begins there, once", () => {
    if (first === undefined || second === undefined) throw new Error("two lines");
    const twice = [...cited, { id: "R1", from: 6, to: 9 }];
    expect(beginningIn(first, twice).map(({ id }) => id)).toEqual(["R1", "R2"]);
    expect(beginningIn(second, twice)).toEqual([]);
  });
});

describe("the answers to questions", () => {
  it("are one message of those that have words", () => {
    const questions = [{ id: "Q1" }, { id: "Q2" }, { id: "Q3" }];
    const text = answersText(questions, { Q1: " until it begins ", Q2: "  ", Q3: "two\nlines" });
    expect(text).toBe("Q1: until it begins\nQ3: two\nlines");
    expect(answersProblem(text)).toBeNull();
    expect(answersProblem("")).toMatch(/Answer one/);
    expect(answersProblem("x".repeat(20_001))).toMatch(/at most/);
  });
});

const now = (id: string, state: NonNullable<BoardStory["now"]>["state"], microUsd = 0) => ({
  id,
  state,
  microUsd,
  taskId: null,
  pullRequest: null,
  url: null,
  commit: null,
  note: null,
  attempt: 0,
  tests: [],
  builds: [],
});

describe("a delivery's way", () => {
  const costs = [
    { purpose: "extract", microUsd: 30 },
    { purpose: "consolidate", microUsd: 5 },
    { purpose: "something new", microUsd: 1 },
  ];
  const stories = [now("S1", "merged", 7), now("S2", "building", 2), now("S3", "skipped")];

  it("says of each station how it stands and what it has cost, and loses no cost", () => {
    const way = pipelineOf({ stage: "stories", costs, stories, paused: true }, null);
    expect(way.map(({ name, state }) => `${name} ${state}`)).toEqual([
      "Read passed",
      "Ask passed",
      "Design passed",
      "Agree passed",
      "Repository passed",
      "Stories paused",
      "Delivered ahead",
    ]);
    expect(way.map(({ microUsd }) => microUsd)).toEqual([30, 5, 0, 0, 0, 10, 0]);
    const failed = pipelineOf({ stage: "architecture", costs, stories: [], paused: false }, "failed");
    expect(failed[2]?.state).toBe("failed");
  });

  it("expects nothing of what is left out", () => {
    const estimate = { size: "small" as const, because: "" };
    const estimates = ["S1", "S2", "S3"].map((story) => ({ ...estimate, story, microUsd: 10 }));
    expect(costOf({ stories, estimates })).toEqual({ spent: 9, estimated: 20 });
  });

  it("is named by the signal of a story's task", () => {
    expect(storyOfSignal("task:delivery-1:story-S12-2")).toEqual({ delivery: "delivery-1", story: "S12" });
    expect(storyOfSignal("api:delivery:you:1")).toBeNull();
  });
});

describe("the board of stories", () => {
  const story = (
    id: string,
    state: NonNullable<BoardStory["now"]>["state"],
    dependsOn: string[] = [],
  ): BoardStory => ({
    plan: { id, title: id, narrative: "", priority: "must", requirements: ["R1"], criteria: [], dependsOn },
    now: now(id, state),
    files: null,
    estimate: null,
    by: null,
  });

  it("has a column for what has failed only when something has", () => {
    const columns = (all: BoardStory[]) => boardOf(all).map((one) => one.state);
    expect(columns([story("S1", "merged")])).toEqual(["planned", "building", "in_review", "merged"]);
    expect(columns([story("S1", "failed")])).toContain("failed");
  });

  it("shows what is planned in the order that is asked for", () => {
    const all = [story("S1", "merged"), story("S2", "planned"), story("S3", "planned")];
    const shown = boardOf(all, ["S3", "S2"]).map((one) => one.stories.map(({ plan }) => plan.id));
    expect(shown).toEqual([["S3", "S2"], [], [], ["S1"]]);
  });

  it("knows who needs a story, by way of others too", () => {
    const all = [
      story("S1", "planned"),
      story("S3", "planned", ["S2"]),
      story("S2", "planned", ["S1"]),
      story("S4", "merged", ["S1"]),
    ];
    expect(needing(all, "S1")).toEqual(["S3", "S2"]);
  });
});

describe("a story that is moved", () => {
  const order = ["S1", "S2", "S3"];

  it("goes to a place, and to none beyond the ends", () => {
    expect(orderWith(order, "S3", 0)).toEqual(["S3", "S1", "S2"]);
    expect(orderWith(order, "S1", 2)).toEqual(["S2", "S3", "S1"]);
    for (const place of [-1, 1, 3]) expect(orderWith(order, "S2", place)).toBeNull();
  });

  it("is let go before or after another one, as the half says over which it is", () => {
    const over = (id: string, other: string, half: "upper" | "lower") =>
      orderWith(order, id, placeOver(order, id, other, half))?.join("") ?? "as it was";
    expect(over("S1", "S3", "upper")).toBe("S2S1S3");
    expect(over("S1", "S3", "lower")).toBe("S2S3S1");
    expect(over("S3", "S1", "upper")).toBe("S3S1S2");
    expect(over("S3", "S1", "lower")).toBe("S1S3S2");
    expect(over("S2", "S1", "lower")).toBe("as it was");
    expect(over("S2", "S2", "lower")).toBe("as it was");
  });

  it("shows where it would stand, also to who doesn't see it", () => {
    const sides = (id: string, place: number) => order.map((one) => sideOf(order, { id, place }, one));
    expect(sides("S3", 0)).toEqual(["before", null, null]);
    expect(sides("S1", 1)).toEqual([null, "after", null]);
    expect(sides("S1", 0)).toEqual([null, null, null]);
    expect(placeWords(order, { id: "S3", place: 0 })).toBe("S3: place 1 of 3, before S1.");
    expect(placeWords(order, { id: "S1", place: 2 })).toBe("S1: place 3 of 3, the last.");
    expect(placeWords(order, { id: "S1", place: 0 })).toBe("S1: place 1 of 3, where it is.");
  });
});

describe("what became of a requirement", () => {
  const traced = (
    id: string,
    states: TracedRequirement["stories"][number]["state"][],
  ): TracedRequirement => ({
    requirement: id,
    statement: `The words of ${id}`,
    standing: "new",
    documents: [],
    stories: states.map((state, n) => ({
      id: `S${n + 1}`,
      title: "A story",
      state,
      code: [`src/${id}.js`],
      testFiles: [],
      tests: [],
      pullRequest: null,
      url: null,
      commit: null,
      note: null,
    })),
  });

  it("is done only with all its stories", () => {
    expect(fateOf(traced("R1", ["merged", "merged"]))).toBe("done");
    expect(fateOf(traced("R1", ["merged", "planned"]))).toBe("under_way");
    expect(fateOf(traced("R1", ["skipped", "failed"]))).toBe("open");
    expect(fateOf(traced("R1", []))).toBe("open");
    expect(fateOf({ standing: "already_true", stories: [] })).toBe("done");
    expect(fateOf({ ...traced("R1", ["merged"]), standing: "gone" })).toBe("gone");
  });

  it("is found by its words, by a file, and by how it stands", () => {
    const trace = [traced("R1", ["merged"]), traced("R2", ["planned"])];
    const found = (fate: "done" | null, words: string) =>
      narrowedTrace(trace, { fate, words }).map(({ requirement }) => requirement);
    expect(found(null, "SRC/R2")).toEqual(["R2"]);
    expect(found("done", "")).toEqual(["R1"]);
    expect(found("done", "R2")).toEqual([]);
  });
});
