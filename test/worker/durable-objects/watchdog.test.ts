import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { effects, tasks } from "../../../shared/db/schema.ts";
import { unclosedTasks } from "../../../shared/db/silent-tasks.ts";
import { fact, record } from "../../../shared/spine/record.ts";
import { aTask, proposeOne, spine } from "../support/spine.ts";

const soonMs = Number(env.WATCHDOG_SECONDS) * 1000;
const watchdog = env.WATCHDOG.getByName("all");

const alarm = async (): Promise<number | null> =>
  runInDurableObject(watchdog, async (_watchdog, { storage }) => storage.getAlarm());

it("looks soon when something begins, as long as something isn't closed, and then no more", async () => {
  const task = await aTask();
  expect(await watchdog.watch()).toBeLessThanOrEqual(Date.now() + soonMs);
  await runDurableObjectAlarm(watchdog);
  expect(await alarm()).not.toBeNull();

  // Over, and its last word isn't out.
  await record(spine, [fact(spine, task, "done", "task.done", "done")]);
  await runDurableObjectAlarm(watchdog);
  expect(await alarm()).not.toBeNull();

  await record(spine, [fact(spine, task, "closed", "task.closed", "told")]);
  await runDurableObjectAlarm(watchdog);
  expect(await alarm()).toBeNull();
});

it("hurries when something happens after a long silence", async () => {
  await runInDurableObject(watchdog, async (_watchdog, { storage }) =>
    storage.setAlarm(Date.now() + 6 * 3_600_000),
  );
  await watchdog.watch();
  expect(await alarm()).toBeLessThanOrEqual(Date.now() + soonMs);
});

it("measures a task's silence from the last that was told of it, whatever became of its status since", async () => {
  const task = await aTask();
  const before = Date.now() - 5 * 60_000;
  await spine.db.update(tasks).set({ updatedAt: before }).where(eq(tasks.id, task));
  const silentSince = async (): Promise<number | undefined> =>
    (await unclosedTasks(spine.db, Date.now())).find(({ id }) => id === task)?.since;
  expect(await silentSince()).toBe(before);

  // It moves no status.
  const told = fact(spine, task, "checked", "effect.applied", "applied");
  await record(spine, [told]);
  expect(await silentSince()).toBe(told.at);

  // An attempt that dies has told nothing.
  const payload = { channel: "C0ENGINEERING", thread: null, text: "Hello.", blocks: [], update: null };
  const { actionId } = await proposeOne({ kind: "notification_internal", payload, taskId: task });
  const tried = Date.now() + 1000;
  await spine.db.update(effects).set({ updatedAt: tried }).where(eq(effects.actionId, actionId));
  expect(await silentSince()).toBe(tried);
});

it("misses no poke because its alarm was lost with the process", async () => {
  const lookedAt = Date.now() - 60_000;
  await runInDurableObject(watchdog, async (_watchdog, { storage }) => {
    await storage.put("lookedAt", lookedAt);
    await storage.deleteAlarm();
  });
  await watchdog.watch();
  expect(await runInDurableObject(watchdog, async (_watchdog, { storage }) => storage.get("lookedAt"))).toBe(
    lookedAt,
  );
});
