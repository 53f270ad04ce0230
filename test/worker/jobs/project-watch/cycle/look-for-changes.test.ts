import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { settingsChanges, signals, watches, watchItems } from "../../../../../shared/db/schema.ts";
import { configuredSpine, openSpine } from "../../../../../shared/jobs/open-spine.ts";
import { lookForChanges } from "../../../../../shared/jobs/project-watch/cycle/look-for-changes.ts";
import { forgetSettings } from "../../../../../shared/spine/live-settings.ts";
import { countedDatabase } from "../../../../support/counted-database.ts";
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
      aSignal(scene.project, `${n}`, { text: "words ".repeat(400), title: `late \0 \ud800 ${n}` }),
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
