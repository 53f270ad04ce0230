import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { tasks } from "../../../shared/db/schema.ts";
import { taskWaitsFor } from "../../../shared/domain/task.ts";
import { endAssignmentsOf } from "../../../shared/executor/end-assignment.ts";
import {
  assignmentByToken,
  queueAssignment,
  sweepAssignments,
} from "../../../shared/executor/assignments.ts";
import { sha256 } from "../../../shared/platform/digest.ts";
import { hour, spine } from "../support/spine.ts";
import { passed, Scene } from "./scene.ts";
import { commit } from "./spec.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await Scene.open();
});

describe("an assignment's start", () => {
  it("gives it to an executor once, however often the queue delivers it", async () => {
    await scene.queue();
    await scene.start();
    await scene.start();
    const { spec } = scene.executor.assignment(scene.assignmentId);
    expect(await scene.row()).toMatchObject({ state: "running", starts: 1, seq: 0 });
    expect((await assignmentByToken(spine, spec.llm.token))?.id).toBe(scene.assignmentId);
    expect(await scene.facts("assignment.started")).toEqual([
      { assignmentId: scene.assignmentId, mode: "execute", start: 1 },
    ]);
  });

  it("waits for a free place as long as it takes, which is no loss of an executor", async () => {
    await scene.queue();
    scene.executor.full = true;
    for (let n = 0; n < 8; n++) await scene.start();
    expect(await scene.row()).toMatchObject({ state: "queued", starts: 0 });
    expect(scene.executor.queued).toHaveLength(9);
    scene.executor.full = false;
    await scene.start();
    expect(await scene.row()).toMatchObject({ state: "running", starts: 1 });
    scene.executor.assignments.clear();
    expect(await scene.watchLater()).toEqual({ kind: "queued" });
  });

  it("whose answer is lost is made again with the token that the executor has got", async () => {
    await scene.queue();
    scene.executor.losesAnswers = true;
    await expect(scene.start()).rejects.toThrow("the connection broke");
    expect((await scene.row()).state).toBe("queued");
    scene.executor.losesAnswers = false;
    await scene.start();
    const { spec } = scene.executor.assignment(scene.assignmentId);
    expect(await scene.row()).toMatchObject({
      state: "running",
      starts: 1,
      tokenSha256: await sha256(spec.llm.token),
    });
  });

  it("that reaches nobody leaves it on the queue, and the task says since when, once, until somebody answers", async () => {
    await scene.queue();
    const waits = async () => {
      const task = await spine.db.select().from(tasks).where(eq(tasks.id, scene.taskId)).get();
      return task && taskWaitsFor(task);
    };
    scene.executor.away = true;
    for (let n = 0; n < 3; n++) await expect(scene.start()).rejects.toThrow("nobody answers");
    expect(await scene.row()).toMatchObject({ state: "queued", starts: 0 });
    expect(await waits()).toMatch(/^waits for the executor, down since \d\d:\d\d UTC$/);
    expect(await scene.facts("service.waited")).toHaveLength(1);
    scene.executor.away = false;
    scene.executor.full = true;
    await scene.start();
    expect(await waits()).toBeNull();
    scene.executor.full = false;
    scene.executor.refuses = 503;
    await expect(scene.start()).rejects.toThrow("the executor answered 503");
    expect(await waits()).toMatch(/^waits for the executor/);
    scene.executor.refuses = null;
    await scene.start();
    expect(await waits()).toBeNull();
    expect(await scene.row()).toMatchObject({ state: "running" });
  });

  it("that can never succeed ends it at the first try, with what is to be mended", async () => {
    await scene.queue();
    scene.executor.refuses = 503;
    await expect(scene.start()).rejects.toThrow("the executor answered 503");
    expect(await scene.row()).toMatchObject({ state: "queued" });
    scene.executor.refuses = 401;
    await scene.start();
    expect(await scene.row()).toMatchObject({
      state: "ended",
      result: { kind: "failed", code: "not_startable", reason: expect.stringContaining("EXECUTOR_TOKEN") },
    });
  });

  it("for a repository that GitHub gives no access to ends it with GitHub's own reason", async () => {
    const strange = { ...scene.spec().repository, name: "nobody/nothing" };
    await queueAssignment(scene.executor.spine, { ...scene.spec(), repository: strange });
    await scene.start();
    expect((await scene.row()).result).toMatchObject({
      code: "not_startable",
      reason: expect.stringContaining("the App is not installed on nobody/nothing"),
    });
  });

  it("of an assignment that is ended on the way ends it there, too", async () => {
    await scene.queue();
    scene.executor.onTheWay = async () => {
      await spine.db
        .update(tasks)
        .set({ cancel: { by: "priya", reason: "no" } })
        .where(eq(tasks.id, scene.taskId));
      await scene.watch();
    };
    await scene.start();
    expect(scene.executor.assignment(scene.assignmentId).cancelled).toBe(true);
    expect(await scene.row()).toMatchObject({ state: "ended", result: { kind: "cancelled" } });
    expect(await scene.facts("assignment.started")).toEqual([]);
  });

  it("is repeated by the sweep when the queue has forgotten it, and not sooner", async () => {
    await scene.queue();
    await sweepAssignments(scene.executor.spine);
    expect(scene.executor.queued.filter((id) => id === scene.assignmentId)).toHaveLength(1);
    await sweepAssignments({ ...scene.executor.spine, now: () => Date.now() + hour });
    expect(scene.executor.queued.filter((id) => id === scene.assignmentId)).toHaveLength(2);
  });
});

describe("an assignment's attempts", () => {
  it("share what the referee has let through with each other, and with a repair that builds on them", async () => {
    await scene.queue();
    await scene.start();
    scene.executor.say(scene.assignmentId, passed("red"), passed("green"), {
      type: "ended",
      result: { kind: "out_of_budget", phase: "refactor" },
    });
    await scene.watch();
    const next = `${scene.taskId}.run-1.2`;
    await scene.queue(next);
    await scene.start(next);
    expect(scene.executor.assignment(next).spec).toMatchObject({
      done: [{ phase: "red" }, { phase: "green" }],
    });

    const repair = `${scene.taskId}.repair-1.1`;
    const done = [{ phase: "red" as const, commit }];
    await queueAssignment(scene.executor.spine, { ...scene.spec(repair), done, ciLogs: "it fails" });
    await scene.start(repair);
    expect(scene.executor.assignment(repair).spec).toMatchObject({ done, ciLogs: "it fails" });
  });
});

describe("a task that is over", () => {
  it("by a cancel ends its assignment where it runs", async () => {
    await scene.queue();
    await scene.start();
    await spine.db
      .update(tasks)
      .set({ cancel: { by: "priya", reason: "no" } })
      .where(eq(tasks.id, scene.taskId));
    expect(await scene.watch()).toEqual({ kind: "cancelled", cancel: { by: "priya", reason: "no" } });
    expect(scene.executor.assignment(scene.assignmentId).cancelled).toBe(true);
    expect(await scene.row()).toMatchObject({
      state: "ended",
      tokenSha256: null,
      result: { kind: "cancelled" },
    });
  });

  it("leaves nothing with an scene.executor, nor on the queue; a container is not woken for it", async () => {
    await scene.queue();
    const running = `${scene.taskId}.run-2.1`;
    await scene.queue(running);
    await scene.start(running);
    await endAssignmentsOf(scene.executor.spine, scene.taskId);
    expect((await scene.row()).state).toBe("ended");
    expect((await scene.row(running)).state).toBe("ended");
    expect(scene.executor.deleted).toBe(1);
    await scene.start();
    expect(scene.executor.assignments.has(scene.assignmentId)).toBe(false);
  });
});
