import { beforeEach, describe, expect, it } from "vitest";
import { queueAssignment } from "../../../shared/executor/assignments.ts";
import { resultOf } from "../../../shared/executor/end-assignment.ts";
import type { StoredSpec } from "../../../shared/executor/stored-spec.ts";
import { sandbox } from "../support/slack.ts";
import { passed, Scene } from "./scene.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await Scene.open();
});

function foundation(): StoredSpec {
  const { assignmentId, taskId, repository, report, deadlineMs, branch, baseCommit } = scene.spec();
  const common = { assignmentId, taskId, repository, report, deadlineMs, branch, baseCommit };
  return { ...common, mode: "scaffold", stack: "node_api", name: "room-booking", description: "Rooms" };
}

describe("a foundation's assignment", () => {
  it("is recorded by its own name, and starts with the right to write the template's workflows", async () => {
    await sandbox("/github/_people/terms", { workflows: true });
    try {
      await queueAssignment(scene.executor.spine, foundation());
      await scene.start();
    } finally {
      await sandbox("/github/_people/terms", { workflows: false });
    }
    expect(await scene.row()).toMatchObject({ mode: "scaffold", state: "running" });
    const { spec } = scene.executor.assignment(scene.assignmentId);
    expect(spec).toMatchObject({ mode: "scaffold", stack: "node_api", name: "room-booking" });
    expect(spec.repository.token).not.toBe("");
    scene.executor.say(scene.assignmentId, { type: "phase.started", phase: "scaffold" }, passed("scaffold"), {
      type: "ended",
      result: { kind: "failed", phase: "scaffold", code: "push_refused", reason: "a rule" },
    });
    expect((await scene.watch()).kind).toBe("ended");
    expect(await scene.facts("phase.passed")).toMatchObject([{ phase: "scaffold" }]);
    expect(await scene.row()).toMatchObject({ result: { code: "push_refused", phase: "scaffold" } });
  });

  it("ends before it starts where the App may not write workflows, with what is missing", async () => {
    await queueAssignment(scene.executor.spine, foundation());
    await scene.start();
    const result = await resultOf(scene.executor.spine, scene.assignmentId);
    expect(result).toMatchObject({ kind: "failed", phase: "scaffold", code: "not_startable" });
    expect(JSON.stringify(result)).toMatch(/permission/i);
  });
});

describe("an assignment that was kept before there were stories", () => {
  it("starts as a fix", async () => {
    await scene.queue();
    await scene.start();
    expect(scene.executor.assignment(scene.assignmentId).spec).toMatchObject({ purpose: "fix" });
  });

  it("and one of a story starts as a story", async () => {
    await queueAssignment(scene.executor.spine, { ...scene.spec(), purpose: "story" });
    await scene.start();
    expect(scene.executor.assignment(scene.assignmentId).spec).toMatchObject({ purpose: "story" });
  });
});
