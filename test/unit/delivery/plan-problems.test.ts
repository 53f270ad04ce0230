import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseStack } from "../../../shared/jobs/delivery/stacks/choose-stack.ts";
import { nothingToBuild } from "../../../shared/domain/delivery/nothing-to-build.ts";
import { planProblems } from "../../../shared/domain/delivery/plan-problems.ts";
import type { Requirement, Story } from "../../../shared/domain/delivery/requirement.ts";
import { circleAmong, storyOrder } from "../../../shared/domain/delivery/story-order.ts";

const requirement = (id: string, standing: Requirement["standing"] = "new"): Requirement => ({
  id,
  statement: `what ${id} says`,
  priority: "must",
  standing,
  citations: [{ document: "d", version: 1, from: 0, to: 9, quote: "some words" }],
});
const story = (id: string, more: Partial<Story> = {}): Story => ({
  id,
  title: id,
  narrative: "somebody wants it",
  priority: "must",
  requirements: ["R1"],
  criteria: ["it is seen"],
  dependsOn: [],
  ...more,
});
const placed = (id: string, tests = ["test/a.test.ts"], code = ["src/a.ts"]) => ({ story: id, tests, code });
const components = [{ name: "app", purpose: "all", files: ["src/a.ts"], uses: [] }];

describe("a plan without stories", () => {
  it("is none, and says what the documents say instead", () => {
    const requirements = [
      requirement("R1", "already_true"),
      requirement("R2", "conflict"),
      requirement("R3", "conflict"),
      requirement("R4", "gone"),
    ];
    const questions = [{ id: "Q1", kind: "conflict" as const, question: "Which?", citations: [] }];
    expect(nothingToBuild({ requirements, questions, stories: [] })).toBe(
      "the documents ask for nothing that is to be built: R1 is true already; R2, R3 are in conflict until somebody decides; Q1 is open",
    );
    expect(nothingToBuild({ requirements: [], questions: [], stories: [] })).toBe(
      "the documents ask for nothing that is to be built",
    );
    expect(nothingToBuild({ requirements, questions, stories: [story("S1")] })).toBeNull();
  });
});

describe("a plan", () => {
  it("is fine when each requirement has a story and each story its files", () => {
    const all = [
      requirement("R1"),
      requirement("R2", "already_true"),
      requirement("R3", "conflict"),
      requirement("R4", "gone"),
    ];
    expect(
      planProblems({ requirements: all, stories: [story("S1")] }, { stories: [placed("S1")], components }),
    ).toEqual([]);
  });

  it.each<[string, Story[], string]>([
    [
      "a requirement without a story",
      [story("S1", { requirements: ["R2"] })],
      "R1 is on no story: what R1 says",
    ],
    [
      "an unknown requirement",
      [story("S1", { requirements: ["R1", "R2", "R7"] })],
      "S1 names an unknown requirement R7",
    ],
    [
      "a requirement that is gone",
      [story("S1", { requirements: ["R1", "R2", "R4"] })],
      "S1 names an unknown requirement R4",
    ],
    [
      "a story without a criterion",
      [story("S1", { requirements: ["R1", "R2"], criteria: [] })],
      "S1 has no acceptance criterion",
    ],
    [
      "an unknown story",
      [story("S1", { requirements: ["R1", "R2"], dependsOn: ["S9"] })],
      "S1 depends on an unknown story S9",
    ],
    [
      "a circle",
      [story("S1", { requirements: ["R1", "R2"], dependsOn: ["S2"] }), story("S2", { dependsOn: ["S1"] })],
      "S1 waits for S2 waits for S1",
    ],
  ])("isn't with %s", (_name, stories, problem) => {
    const requirements = [requirement("R1"), requirement("R2"), requirement("R4", "gone")];
    expect(planProblems({ requirements, stories }, null)).toContain(problem);
  });

  it("isn't with a story that may write another's acceptance tests", () => {
    const stories = [story("S1"), story("S2")];
    const design = {
      stories: [placed("S1", ["test/a.test.ts"]), placed("S2", ["test/b.test.ts"], ["test/a.test.ts"])],
      components,
    };
    expect(planProblems({ requirements: [requirement("R1")], stories }, design)).toEqual([
      "test/a.test.ts is code of S2, and a test of S1",
    ]);
  });

  it("isn't with files that are missing, both, protected or of nobody", () => {
    const problems = planProblems(
      { requirements: [requirement("R1")], stories: [story("S1"), story("S2")] },
      {
        stories: [placed("S1", ["test/a.test.ts"], ["test/a.test.ts", "package-lock.json"]), placed("S8")],
        components: [{ name: "app", purpose: "all", files: ["src/a.ts"], uses: ["nothing"] }],
      },
    );
    expect(problems).toEqual([
      "the design says no files for S2",
      "test/a.test.ts is test and code of S1 at once",
      "S1 may not touch package-lock.json: it is a lock file",
      "the design names an unknown story S8",
      "app uses an unknown component nothing",
    ]);
  });
});

describe("the order of stories", () => {
  const ids = ["S1", "S2", "S3", "S4", "S5", "S6"];
  const some = fc.array(
    fc.record({
      id: fc.constantFrom(...ids),
      priority: fc.constantFrom("must" as const, "should" as const, "could" as const),
      dependsOn: fc.subarray(ids),
    }),
    { maxLength: 6 },
  );
  const uniquely = some.map((all) => [...new Map(all.map((one) => [one.id, one])).values()]);

  it("has each once, and none before what it depends on unless they wait for each other", () => {
    fc.assert(
      fc.property(uniquely, (stories) => {
        const order = storyOrder(stories).map(({ id }) => id);
        expect(order.toSorted()).toEqual(stories.map(({ id }) => id).toSorted());
        if (circleAmong(stories) !== null) return;
        for (const { id, dependsOn } of stories)
          for (const before of dependsOn.filter((one) => order.includes(one)))
            expect(order.indexOf(before)).toBeLessThan(order.indexOf(id));
      }),
    );
  });

  it("has a must before a should that waits for nothing", () => {
    expect(
      storyOrder([
        { id: "S1", priority: "could", dependsOn: [] },
        { id: "S2", priority: "must", dependsOn: ["S3"] },
        { id: "S3", priority: "should", dependsOn: [] },
      ]).map(({ id }) => id),
    ).toEqual(["S3", "S2", "S1"]);
  });

  it("keeps the order that stands, and has new ones where they belong", () => {
    const one = (id: string, priority: "must" | "could", ...dependsOn: string[]) => ({
      id,
      priority,
      dependsOn,
    });
    const stories = [one("S1", "must"), one("S2", "must"), one("S3", "could"), one("S4", "must")];
    const ordered = (all: typeof stories) => storyOrder(all, ["S3", "S2", "S1"]).map(({ id }) => id);
    expect(ordered(stories)).toEqual(["S3", "S2", "S4", "S1"]);
    // What it depends on comes first, whatever was said.
    expect(ordered([...stories.slice(0, 2), one("S3", "could", "S1")])).toEqual(["S2", "S1", "S3"]);
  });
});

describe("the stack", () => {
  const facts = {
    userInterface: "none",
    serverNeeded: false,
    persistence: false,
    dataScience: false,
    preferred: null,
  } as const;

  it.each([
    [{}, "node_api"],
    [{ preferred: "vue" }, "node_api"],
    [{ preferred: "python" }, "python_api"],
    [{ dataScience: true, preferred: "node" }, "python_api"],
    [{ userInterface: "pages" }, "react_spa"],
    [{ userInterface: "app", preferred: "vue" }, "vue_spa"],
    [{ userInterface: "app", persistence: true }, "react_full_stack"],
    [{ userInterface: "app", serverNeeded: true, preferred: "vue" }, "react_full_stack"],
  ] as const)("for %j is %s", (more, stack) => {
    const chosen = chooseStack({ ...facts, ...more });
    expect(chosen.stack).toBe(stack);
    expect(chosen.because.length).toBeGreaterThan(1);
  });
});
