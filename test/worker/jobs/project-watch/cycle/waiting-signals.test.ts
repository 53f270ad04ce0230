import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { signals, tasks, watchCycles } from "../../../../../shared/db/schema.ts";
import { configuredSpine } from "../../../../../shared/jobs/open-spine.ts";
import { endCycle } from "../../../../../shared/jobs/project-watch/cycle/end-cycle.ts";
import { takeSignals } from "../../../../../shared/jobs/project-watch/cycle/take-signals.ts";
import { watchStateOf } from "../../../../../shared/jobs/project-watch/cycle/watch-state.ts";
import { projectWatch } from "../../../../../shared/jobs/project-watch/job.ts";
import { limitsOf } from "../../../../../shared/spine/budget.ts";
import { receive } from "../../../../../shared/spine/receive.ts";
import { reserve, settle } from "../../../../../shared/spine/reserve.ts";
import { routeSignal } from "../../../../../shared/spine/route-signal.ts";
import { aTask, unique } from "../../../support/spine.ts";
import { aSignal, aSource, aWatch, anItem, delta, feedOf, look, nextSlot, watchOf } from "./scene.ts";

describe("signals of a project", () => {
  it("are the same by webhook and by polling, whichever comes first", async () => {
    const scene = await aWatch();
    const heard = async (native: string) => {
      const signal = aSignal(scene.project, native);
      await receive(scene.spine, {
        id: signal.id,
        kind: "watch.heard",
        provenance: "internal",
        body: { type: "watch", signal, item: anItem({ key: native }) },
        dropReason: null,
      });
      return signal;
    };
    const route = async (id: string) =>
      routeSignal(scene.spine, [projectWatch], id, projectWatch.queues[0].name);
    // Recorded by the door and still on the queue when polling tells of it.
    const first = await heard("first");
    const later = aSignal(scene.project, "later");
    await look(scene, [aSource("jira", () => delta([first, later]))]);
    expect((await feedOf(scene)).map(({ id }) => id)).toEqual([later.id]);
    await route(first.id);
    await heard("later");
    await route(later.id);
    expect((await feedOf(scene)).map(({ id, state }) => [id, state])).toEqual([
      [first.id, "new"],
      [later.id, "new"],
    ]);
    const statuses = await scene.spine.db.select().from(signals).where(eq(signals.id, first.id));
    expect(statuses.map(({ status }) => status)).toEqual(["handled"]);
  });

  it("bring the next cycle forward when a door hears them, and are dropped where nobody watches", async () => {
    const scene = await aWatch({}, { row: { dueAt: Date.now() + 600_000 } });
    const offer = async (signal: ReturnType<typeof aSignal>) => {
      await receive(scene.spine, {
        id: signal.id,
        kind: "watch.heard",
        provenance: "internal",
        body: { type: "watch", signal, item: null },
        dropReason: null,
      });
      await routeSignal(scene.spine, [projectWatch], signal.id, projectWatch.queues[0].name);
      return scene.spine.db.select().from(signals).where(eq(signals.id, signal.id)).get();
    };
    expect(await offer(aSignal("nobodys", "1"))).toMatchObject({
      status: "dropped",
      reason: "nobodys is not watched",
    });
    expect(await offer(aSignal(scene.project, "m", { source: "outlook" }))).toMatchObject({
      status: "dropped",
      reason: `${scene.project} is not watched in outlook`,
    });
    await offer(aSignal(scene.project, "1"));
    expect((await watchOf(scene)).dueAt).toBeLessThanOrEqual(Date.now());
  });

  it("wait for the next cycle while one is thinking", async () => {
    const scene = await aWatch();
    let n = 0;
    const jira = aSource("jira", () => delta([aSignal(scene.project, `${n++}`)]));
    await look(scene, [jira]);
    const { taskId } = await watchOf(scene);
    if (taskId === null) throw new Error("no cycle has begun");
    await aTask({ id: taskId, status: "working" });
    const taken = await takeSignals(scene.spine, scene.project, taskId);
    expect(taken.map(({ signal }) => signal.title)).toEqual(["ATL-1 has moved (0)"]);
    expect(await look(scene, [jira])).toMatchObject({ began: null });
    expect(await watchOf(scene)).toMatchObject({ taskId });
    expect(await takeSignals(scene.spine, scene.project, taskId)).toEqual(taken);
    await endCycle(scene.spine, taskId, "one risk noted", 7);
    expect((await feedOf(scene)).map(({ state }) => state)).toEqual(["done", "new"]);
    expect((await watchOf(scene)).dueAt).toBeLessThanOrEqual(Date.now());
    const next = await look(scene, [aSource("jira", () => delta([]))]);
    expect(next).toMatchObject({ kind: "looked", signals: 0 });
    expect((await watchOf(scene)).taskId).not.toBe(taskId);
    const cycle = await scene.spine.db.select().from(watchCycles).where(eq(watchCycles.taskId, taskId)).get();
    expect(cycle).toMatchObject({ outcome: "one risk noted", steps: 7, signals: 1 });
  });

  it("wait while there is no money to think about them, and nobody is told that the project is watched", async () => {
    const scene = await aWatch();
    const { project, spine } = scene;
    const { task, "project-day": day } = limitsOf(spine, { project, taskId: null });
    for (let spent = 0; spent < day; spent += task) {
      const call = { id: unique("call"), taskId: await aTask({ project }), project, amount: task };
      expect(await reserve(spine, call)).toMatchObject({ kind: "reserved" });
      await settle(spine, [{ id: call.id, cost: task }]);
    }
    const jira = aSource("jira", (checkpoint) => delta(checkpoint === null ? [aSignal(project, "1")] : []));
    expect(await look(scene, [jira])).toMatchObject({ signals: 1, began: null });
    expect(await look(scene, [jira])).toMatchObject({ signals: 0, began: null });
    const rules = spine.settings.RULES.projectWatch[project];
    if (rules === undefined) throw new Error(`${project} is not watched`);
    expect(watchStateOf(await watchOf(scene), rules, Date.now())).toBe("heartbeat");
    const tomorrow = configuredSpine(spine.env, { now: () => Date.now() + 24 * 3_600_000 });
    const looked = await look(scene, [jira], nextSlot(), tomorrow);
    expect(looked).toMatchObject({ kind: "looked", began: expect.stringContaining("project-watch-") });
    expect(watchStateOf(await watchOf(scene), rules, tomorrow.now())).toBe("watching");
  });

  it("come back when their cycle has failed, and are given up after three", async () => {
    const scene = await aWatch();
    const jira = aSource("jira", (checkpoint) =>
      delta(checkpoint === null ? [aSignal(scene.project, "1")] : []),
    );
    for (let tries = 0; tries < 3; tries++) {
      await look(scene, [jira]);
      const { taskId } = await watchOf(scene);
      if (taskId === null) throw new Error("no cycle has begun");
      await aTask({ id: taskId, status: "working" });
      expect(await takeSignals(scene.spine, scene.project, taskId)).toHaveLength(1);
      await scene.spine.db.update(tasks).set({ status: "failed" }).where(eq(tasks.id, taskId));
    }
    expect(await look(scene, [jira])).toMatchObject({ kind: "looked", began: null });
    const [row] = await feedOf(scene);
    expect(row).toMatchObject({ state: "given_up", tries: 3 });
    expect(row?.reason).toContain("failed");
    expect(await watchOf(scene)).toMatchObject({ taskId: null });
  });
});
