import { describe, expect, it } from "vitest";
import { draftFrom } from "../../../pages/dashboard/src/parts/draft/draft-from.ts";
import { plannedFiles } from "../../../pages/dashboard/src/parts/plan/plan-fields.ts";
import { blankReport, reportProblems } from "../../../pages/dashboard/src/jobs/bug-fix/rooms/report-draft.ts";
import { changedFields } from "../../../pages/dashboard/src/rooms/inbox/changes/changed-fields.ts";
import { viewOf } from "../../../pages/dashboard/src/actions/registry.ts";
import { repositoriesFrom } from "../../../pages/dashboard/src/rooms/settings/rules/repositories-dialog.tsx";
import { rulesProblems } from "../../../pages/dashboard/src/rooms/settings/rules/use-rules-edit.ts";
import { earlierPlans } from "../../../pages/dashboard/src/jobs/bug-fix/task/earlier-plans.ts";
import { plannedSchema } from "../../../shared/domain/plan.ts";
import { rulesSchema } from "../../../shared/jobs/rules.ts";
import { markupOf } from "./support/controls.ts";

const planned = plannedSchema.parse({
  discovery: {
    repository: "acme/shop",
    confidence: 0.9,
    affectedFiles: ["src/total.ts"],
    rootCause: "reduce has no start value",
    reasoning: "the trace ends there",
    relatedFiles: [],
  },
  plan: {
    summary: "The total of an empty cart is zero",
    scope: "cart",
    steps: [
      { type: "test", file: "test/total.test.ts", action: "a test" },
      { type: "implement", file: "src/total.ts", action: "a start value" },
      { type: "implement", file: "src/total.ts", action: "rounding" },
      { type: "verify", file: null, action: "npm test" },
    ],
    testCommand: "npm test",
    estimatedMinutes: 10,
    riskLevel: "low",
    risks: [],
  },
});

const payload = (change: Partial<typeof planned.plan>, revision = 1) => ({
  repository: "acme/shop",
  revision,
  baseCommit: "a".repeat(40),
  planCommit: String(revision).repeat(40),
  planned: { ...planned, plan: { ...planned.plan, ...change } },
});

describe("a plan that is decided on", () => {
  const bytes = { ...payload({}), base: "main", branch: "fix/task-1", pullRequest: 7, protectedFiles: [] };
  const shown = { ...bytes, report: "It breaks", testCommand: null };
  const rendered = (value: object) => viewOf("code_execute").rendering?.({ ...shown, ...value });

  it("is shown as the bytes have it", () => {
    const markup = markupOf(rendered({}));
    for (const words of [planned.plan.summary, planned.discovery.rootCause, "acme/shop", "fix/task-1"])
      expect(markup).toContain(words);
  });

  it.each([
    ["nothing", null],
    ["no discovery", { plan: planned.plan }],
    ["a risk that there isn't", { ...planned, plan: { ...planned.plan, riskLevel: "none" } }],
    [
      "a step that is none",
      { ...planned, plan: { ...planned.plan, steps: [...planned.plan.steps, { type: "test" }] } },
    ],
    ["files that are no texts", { ...planned, discovery: { ...planned.discovery, affectedFiles: [1] } }],
  ])("is not shown in part: %s", (_what, value) => expect(rendered({ planned: value })).toBeNull());

  it("names each file that it may write once, and none that it only runs", () => {
    expect(plannedFiles(planned.plan)).toEqual(["test/total.test.ts", "src/total.ts"]);
  });

  it("is compared part by part in words", () => {
    const steps = planned.plan.steps.toSpliced(1, 0, {
      type: "implement",
      file: "src/new.ts",
      action: "more",
    });
    const { compared } = viewOf("code_execute");
    const { changed, same } = changedFields(
      compared?.textsOf(payload({})),
      compared?.textsOf(payload({ steps, riskLevel: "high" }, 2)),
    );
    expect(changed.map(({ name }) => name)).toEqual(["Steps", "Files", "Risk", "Commit of the plan"]);
    expect(changed[0]?.after).toContain("implement src/new.ts: more");
    expect(changed.at(-1)).toMatchObject({ before: "1111111", after: "2222222" });
    expect(same).toContain("Root cause");
  });
});

describe("versions of a plan", () => {
  const action = (revision: number, content: object = payload({}, revision)) => ({
    id: `action-${revision}`,
    revision,
    payload: content,
    createdAt: "2026-11-21T12:00:00Z",
  });

  it("are those before the one that stands, the latest first", () => {
    const actions = [action(1), action(2), action(2, { plan: "# The plan" }), action(3)];
    expect(earlierPlans(actions, 3).map(({ revision }) => revision)).toEqual([2, 1]);
  });

  it("have the last one that was asked about while the newest waits for something else", () => {
    expect(earlierPlans([action(1)], 2).map(({ revision }) => revision)).toEqual([1]);
  });
});

describe("a report of a bug", () => {
  it("is kept as it was typed", () => {
    const draft = { ...blankReport("key"), title: "The total is NaN", repository: "acme/shop" };
    const fresh = blankReport("fresh");
    expect(draftFrom(JSON.stringify(draft), fresh)).toEqual(draft);
    expect(draftFrom("{not json", fresh)).toBe(fresh);
    expect(draftFrom('{"title":"x"}', fresh)).toBe(fresh);
  });

  it("needs a title, and a channel that is one", () => {
    expect(Object.keys(reportProblems(blankReport("key")))).toEqual(["title"]);
    expect(reportProblems({ ...blankReport("key"), title: "x", channel: " C012AB3CD " })).toEqual({});
    expect(Object.keys(reportProblems({ ...blankReport("key"), title: "x", channel: "#ops" }))).toEqual([
      "channel",
    ]);
  });
});

describe("repositories as JSON", () => {
  const rules = rulesSchema.parse({
    repositories: { "acme/shop": { paths: ["/srv/shop/"], testCommand: "npm test" }, "acme/site": {} },
  });

  it("come back as they were shown", () => {
    expect(repositoriesFrom(JSON.stringify(rules.repositories))).toEqual({ value: rules.repositories });
  });

  it("mean what the Worker takes them for, with what isn't said", () => {
    const json = '{"acme/shop":{"packages":["@acme/cart"]}}';
    const read = repositoriesFrom(json);
    expect(read).toEqual({ value: rulesSchema.parse({ repositories: JSON.parse(json) }).repositories });
  });

  it.each([
    ["{", "It is no JSON"],
    ["[]", "Must be an object"],
    ['{"shop":{}}', "shop: "],
    ['{"acme/shop":{"path":[]}}', "acme/shop: There is no path"],
    ['{"acme/shop":{"paths":"x"}}', "acme/shop.paths: Must be a list"],
    ['{"acme/shop":{"testCommand":1}}', "acme/shop.testCommand: Must be a text"],
  ])("are refused in words: %s", (json, words) => {
    const read = repositoriesFrom(json);
    expect("problem" in read ? read.problem : "taken").toContain(words);
  });

  it.each([
    ["bugFix.label", { label: "" }],
    ["bugFix.channel", { channel: "#ops" }],
    ["bugFix.confidence", { confidence: 1.2 }],
    ["bugFix.phaseMinutes", { phaseMinutes: 61 }],
    ["bugFix.depth.plan", { depth: { rootCause: 1, plan: Number.NaN, offer: 3 } }],
  ])("the rules of bug fixing: %s is looked at", (path, change) => {
    const wrong = { ...rules, bugFix: { ...rules.bugFix, ...change } };
    expect(Object.keys(rulesProblems(wrong))).toEqual([path]);
  });
});
