import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
  settingsChanges,
  signals,
  tasks,
  watchCycles,
  watches,
  watchItems,
} from "../../../../../shared/db/schema.ts";
import { configuredSpine, openSpine } from "../../../../../shared/jobs/open-spine.ts";
import { endCycle } from "../../../../../shared/jobs/project-watch/cycle/end-cycle.ts";
import { lookForChanges } from "../../../../../shared/jobs/project-watch/cycle/look-for-changes.ts";
import { takeSignals } from "../../../../../shared/jobs/project-watch/cycle/take-signals.ts";
import { watchStateOf } from "../../../../../shared/jobs/project-watch/cycle/watch-state.ts";
import { projectWatch } from "../../../../../shared/jobs/project-watch/job.ts";
import { limitsOf, release, reserve } from "../../../../../shared/spine/budget.ts";
import { forgetSettings } from "../../../../../shared/spine/live-settings.ts";
import { receive } from "../../../../../shared/spine/receive.ts";
import { routeSignal } from "../../../../../shared/spine/route-signal.ts";
import { countedDatabase } from "../../../../support/counted-database.ts";
import { aTask, unique } from "../../../support/spine.ts";
import { afresh } from "../../../spine/settings.ts";
import { aSignal, aSource, aWatch, anItem, delta, feedOf, look, nextSlot, watchOf } from "./scene.ts";

describe("a look for changes", () => {
  it("costs next to nothing where nothing has changed: at most ten rows, one call, no cycle", async () => {
    const { database, rows } = countedDatabase(env.DB);
    const scene = await aWatch();
    const jira = aSource("jira", () => delta([]));
    await look(scene, [jira]);
    const at = Date.now();
    const { RULES } = scene.spine.env;
    await scene.spine.db.insert(settingsChanges).values([
      { name: "RULES", value: null, by: "maya", at },
      { name: "RULES", value: RULES, by: "maya", at },
      { name: "PEOPLE", value: null, by: "maya", at },
    ]);
    forgetSettings();
    // As the queue's consumer does it: the settings are read too.
    const spine = await openSpine({ ...env, DB: database });
    const looked = await look(scene, [jira], nextSlot(), spine);
    await afresh();
    expect(looked).toEqual({ kind: "looked", signals: 0, began: null });
    expect(rows.read + rows.written).toBeLessThanOrEqual(10);
    expect(jira.asked).toEqual([null, "next"]);
    expect(scene.begun).toEqual([]);
    expect(await watchOf(scene)).toMatchObject({ cycles: 2, idle: 2, lease: null, taskId: null });
  });

  it("is one where two do it at once, and the cycle begins once", async () => {
    const scene = await aWatch();
    const jira = aSource("jira", () => delta([aSignal(scene.project, "1")]));
    const slot = nextSlot();
    const looks = await Promise.all([look(scene, [jira], slot), look(scene, [jira], slot)]);
    expect(looks.map(({ kind }) => kind).toSorted()).toEqual(["looked", "skipped"]);
    expect(jira.asked).toHaveLength(1);
    expect(await feedOf(scene)).toHaveLength(1);
    await expect.poll(() => scene.begun.length).toBe(1);
  });

  it("writes nothing any more once another has taken the project over", async () => {
    const scene = await aWatch();
    const slow = aSource("jira", async () => {
      // Its lease is over, and the next look has begun.
      await scene.spine.db
        .update(watches)
        .set({ lease: "another" })
        .where(eq(watches.project, scene.project));
      return delta([aSignal(scene.project, "late")], "too far", { items: [anItem()] });
    });
    expect(await look(scene, [slow])).toMatchObject({ kind: "skipped" });
    expect(await feedOf(scene)).toEqual([]);
    expect(await watchOf(scene)).toMatchObject({ lease: "another", sources: {}, cycles: 0, taskId: null });
    const words = await scene.spine.db
      .select()
      .from(signals)
      .where(eq(signals.id, `watch:${scene.project}:jira:late`));
    expect(words).toEqual([]);
    expect(await scene.spine.db.select().from(watchItems)).toEqual([]);
  });

  it("that dies before it is written moves no checkpoint; the next tells the same, once", async () => {
    const scene = await aWatch();
    const told = [aSignal(scene.project, "1"), aSignal(scene.project, "2")];
    const jira = aSource("jira", (checkpoint) => delta(checkpoint === null ? told : [], "after"));
    let isBroken = true;
    const database = new Proxy(env.DB, {
      get: (on, name) => {
        if (name === "prepare") return (query: string) => on.prepare(query);
        return async (statements: D1PreparedStatement[]) => {
          // The look's own batch is the one with the signals.
          if (isBroken && statements.length > 4) throw new Error("the power is gone");
          return on.batch(statements);
        };
      },
    });
    const dying = configuredSpine({ ...scene.spine.env, DB: database });
    const slot = nextSlot();
    await expect(look(scene, [jira], slot, dying)).rejects.toThrow("the power is gone");
    expect(await feedOf(scene)).toEqual([]);
    expect(await watchOf(scene)).toMatchObject({ sources: {}, taskId: null });
    isBroken = false;
    expect(await look(scene, [jira], slot, dying)).toMatchObject({ kind: "looked", signals: 2 });
    await look(scene, [jira]);
    expect(jira.asked).toEqual([null, null, "after"]);
    expect(await feedOf(scene)).toHaveLength(2);
    expect((await watchOf(scene)).sources.jira).toMatchObject({ checkpoint: "after" });
  });

  it("whose checkpoint is lost repeats nothing, and one of five hundred signals is one batch", async () => {
    const scene = await aWatch();
    const told = Array.from({ length: 500 }, (_, n) =>
      aSignal(scene.project, `${n}`, { text: "words ".repeat(2000), title: `late \0 \ud800 ${n}` }),
    );
    const items = Array.from({ length: 500 }, (_, n) => anItem({ key: `ATL-${n}` }));
    let more = true;
    const jira = aSource("jira", () => delta(told, "after", { items, more }));
    await scene.spine.db
      .update(watches)
      .set({ dueAt: Date.now() + 600_000 })
      .where(eq(watches.project, scene.project));
    await look(scene, [jira]);
    // There is more to tell: the next look need not wait.
    expect((await watchOf(scene)).dueAt).toBeLessThanOrEqual(Date.now());
    more = false;
    const row = await watchOf(scene);
    const before = await feedOf(scene);
    expect(before).toHaveLength(500);
    await scene.spine.db.update(watches).set({ sources: {} }).where(eq(watches.project, scene.project));
    await look(scene, [jira]);
    expect(await feedOf(scene)).toEqual(before);
    expect(await watchOf(scene)).toMatchObject({ taskId: row.taskId, changeAt: row.changeAt });
  });

  it("skips a source in trouble, and the others go on", async () => {
    const scene = await aWatch({
      outlook: { mailbox: "atlas@signalbox.example" },
      asana: { project: "1200000000000001" },
    });
    const jira = aSource("jira", () => {
      throw new Error("no route to host");
    });
    const asana = aSource("asana", async () => new Promise(() => {}));
    const outlook = aSource("outlook", () =>
      delta([aSignal(scene.project, "m1", { source: "outlook", type: "mail_received" })]),
    );
    const how = { timeoutMs: 100, tries: 3, betweenMs: 1 };
    const message = { project: scene.project, slot: nextSlot() };
    await lookForChanges(scene.spine, message, { sources: [jira, asana, outlook], how });
    expect(jira.asked).toHaveLength(3);
    const { sources } = await watchOf(scene);
    expect(sources.jira).toMatchObject({ failures: 1, error: "Error: no route to host", checkpoint: null });
    expect(sources.asana).toMatchObject({ failures: 1, error: "no answer within 0.1 seconds" });
    expect(sources.outlook).toMatchObject({ failures: 0, checkpoint: "next" });
    expect(await feedOf(scene)).toHaveLength(1);
  });
});

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
    const route = async (id: string) => routeSignal(scene.spine, [projectWatch], id, projectWatch.queue.name);
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
      await routeSignal(scene.spine, [projectWatch], signal.id, projectWatch.queue.name);
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
      expect(await reserve(spine, call)).toEqual({ kind: "reserved" });
      await release(spine, call.id, call.taskId, task);
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
