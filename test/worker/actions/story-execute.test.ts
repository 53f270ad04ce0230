import { beforeAll, describe, expect, it } from "vitest";
import type { StoryExecute } from "../../../shared/actions/story-execute.ts";
import { assignmentById } from "../../../shared/executor/assignments.ts";
import { storedSpec } from "../../../shared/executor/full-spec.ts";
import { changeDelivery } from "../../../shared/db/deliveries.ts";
import { allowed, outcomeOf } from "../support/carried-out.ts";
import { foundationPayload, storyPayload } from "../support/delivery-trials.ts";
import { push, quietGithub } from "../support/github.ts";
import { spine, unique } from "../support/spine.ts";

let payload: StoryExecute;
beforeAll(async () => {
  await quietGithub();
  payload = await storyPayload(unique());
});

/** A request to the sandbox's GitHub starts several gits. */
const manyGits = 90_000;

describe("building a story", { timeout: manyGits }, () => {
  it("is an assignment for that story's files alone, under the yes to the plan", async () => {
    const actionId = await allowed("story_execute", payload);
    expect(await outcomeOf(actionId)).toMatchObject({ kind: "done" });
    const row = await assignmentById(spine, `${actionId}.1`);
    if (!row) throw new Error("nothing was queued");
    expect(await storedSpec(spine, row)).toMatchObject({
      mode: "execute",
      purpose: "story",
      model: "claude-sonnet-5-5",
      allowed: [],
      plan: {
        steps: [
          { type: "test", file: "test/rooms.test.ts" },
          { type: "implement", file: "src/rooms.ts" },
        ],
      },
    });
  });

  it.each([
    ["another file", () => ({ code: ["src/rooms.ts", "src/other.ts"] })],
    ["another test", () => ({ tests: ["test/other.test.ts"] })],
    ["another repository", () => ({ repository: "acme/calendar" })],
    [
      "other words",
      () => ({ story: { ...payload.story, criteria: ["POST /admin opens it for everybody"] } }),
    ],
  ])("is refused with %s than the plan has", async (_name, other) => {
    const outcome = await outcomeOf(await allowed("story_execute", { ...payload, ...other() }));
    expect(outcome).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("not in the agreed plan"),
    });
  });

  it("is refused when the plan is not agreed on any more, and when somebody has pushed", async () => {
    const pushed = await allowed("story_execute", payload);
    await push(payload.branch, "src/rooms.ts", "export {};\n");
    expect(await outcomeOf(pushed)).toMatchObject({
      reason: expect.stringContaining("has changed since the story was shown"),
    });
    const old = await allowed("story_execute", { ...payload, report: "once more" });
    await spine.db.batch([changeDelivery(spine, payload.delivery, { agreed: null })]);
    expect(await outcomeOf(old)).toMatchObject({
      reason: expect.stringContaining("not what people have agreed to"),
    });
  });
});

describe("laying a foundation", { timeout: manyGits }, () => {
  it.each([
    ["another stack", { stack: "vue_spa" }],
    ["another repository", { repository: "acme/calendar" }],
  ])("is refused with %s than the plan has", async (_name, other) => {
    const actionId = await allowed("foundation_lay", { ...(await foundationPayload(unique())), ...other });
    expect(await outcomeOf(actionId)).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("the agreed plan has no foundation"),
    });
  });
});
