import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { fact, record } from "../../../shared/spine/record.ts";
import { aTask, spine } from "../support/spine.ts";

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
