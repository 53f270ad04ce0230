import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { watches, watchSignals } from "../../../../../shared/db/schema.ts";
import { configuredSpine } from "../../../../../shared/jobs/open-spine.ts";
import { forgetWatches } from "../../../../../shared/jobs/project-watch/cycle/ensure-watches.ts";
import { watchMessage } from "../../../../../shared/jobs/project-watch/cycle/message.ts";
import { startDueCycles } from "../../../../../shared/jobs/project-watch/cycle/start-due-cycles.ts";
import worker from "../../../../../workers/index.ts";
import type { Spine } from "../../../../../shared/spine/context.ts";
import { countedDatabase } from "../../../../support/counted-database.ts";
import { batchOf } from "../../../support/batch.ts";
import { keptQueue } from "./scene.ts";

const minute = 60_000;
const names = (count: number) => Array.from({ length: count }, (_, n) => `project-${n}`);

/** A Worker that watches these projects, at a time of its own. */
async function watching(projects: readonly string[], database = env.DB) {
  await configuredSpine(env).db.delete(watches);
  forgetWatches();
  const { queue, sent } = keptQueue();
  const clock = { now: Date.now() };
  const under = (all: readonly string[], intervalMinutes = 15): Spine => {
    const rules = { intervalMinutes, jira: { project: "ATL" } };
    const projectWatch = Object.fromEntries(all.map((name) => [name, rules]));
    const RULES = JSON.stringify({ ...JSON.parse(env.RULES), projectWatch });
    return configuredSpine({ ...env, DB: database, RULES, WATCH_CYCLES: queue }, { now: () => clock.now });
  };
  return { clock, sent, under, spine: under(projects) };
}

it("a thousand that are due at once have all begun within five minutes, each once, the oldest first", async () => {
  const all = names(1000);
  const { clock, sent, spine } = await watching(all);
  await startDueCycles(spine);
  const due = await spine.db.select().from(watches);
  expect(due.every(({ dueAt }) => dueAt >= clock.now && dueAt < clock.now + 15 * minute)).toBe(true);
  // The hash spreads them over the quarter of an hour.
  const soon = due.filter(({ dueAt }) => dueAt < clock.now + 3 * minute).length;
  expect(soon).toBeGreaterThan(100);
  expect(soon).toBeLessThan(300);
  sent.length = 0;

  // Hours without a Worker: each is due once, not once for each time that has passed.
  clock.now += 5 * 60 * minute;
  for (let passed = 0; passed < 5; passed++) {
    // Two isolates at once.
    const twice = await Promise.all([startDueCycles(spine), startDueCycles(spine)]);
    expect(twice[0] + twice[1]).toBe(200);
    clock.now += minute;
  }
  const begun = sent.map(({ body }) => watchMessage.parse(body));
  expect(new Set(begun.map(({ project }) => project)).size).toBe(1000);
  expect(begun.map(({ slot }) => slot)).toEqual(begun.map(({ slot }) => slot).toSorted((a, b) => a - b));
  expect(sent.every(({ delaySeconds }) => delaySeconds < 50)).toBe(true);
  const slots = new Map(due.map(({ project, dueAt }) => [project, dueAt]));
  expect(begun.every(({ project, slot }) => slots.get(project) === slot)).toBe(true);
  expect(await startDueCycles(spine)).toBe(0);
});

it("looks at one index where nothing is due", async () => {
  const { database, rows } = countedDatabase(env.DB);
  const { spine } = await watching(names(50), database);
  await startDueCycles(spine);
  await spine.db.update(watches).set({ dueAt: spine.now() + minute });
  Object.assign(rows, { read: 0, written: 0 });
  expect(await startDueCycles(spine)).toBe(0);
  expect(rows).toEqual({ read: 1, written: 0 });
});

it("what is watched no more leaves the clock when its time comes, and its records stay", async () => {
  const { clock, sent, spine, under } = await watching(["kept", "gone"]);
  await startDueCycles(spine);
  await spine.db.insert(watchSignals).values({
    id: "watch:gone:jira:1",
    project: "gone",
    source: "jira",
    type: "ticket_created",
    item: "ATL-1",
    title: "A ticket",
    author: "Priya",
    provenance: "internal",
    at: 1,
    receivedAt: 1,
  });
  clock.now += 15 * minute;
  await startDueCycles(under(["kept"]));
  expect(sent.map(({ body }) => body)).toEqual([expect.objectContaining({ project: "kept" })]);
  expect((await spine.db.select().from(watches)).map(({ project }) => project)).toEqual(["kept"]);
  expect(await spine.db.$count(watchSignals, eq(watchSignals.project, "gone"))).toBe(1);
  // It comes back as soon as the rules have it again.
  await startDueCycles(spine);
  expect(await spine.db.$count(watches)).toBe(2);
});

it("a project whose interval becomes shorter need not wait for the end of the long one", async () => {
  const { clock, spine, under } = await watching(["patient", "other"]);
  await startDueCycles(under(["patient", "other"], 1440));
  const far = clock.now + 1000 * minute;
  await spine.db.update(watches).set({ dueAt: far });
  await startDueCycles(under(["patient", "other"], 1440));
  expect((await spine.db.select().from(watches)).map(({ dueAt }) => dueAt)).toEqual([far, far]);
  await startDueCycles(spine);
  for (const { dueAt } of await spine.db.select().from(watches))
    expect(dueAt).toBeLessThan(clock.now + 15 * minute);
});

it("a message is done with when it has been looked at, though its project is watched no more", async () => {
  const { outcome, value } = batchOf({ project: "nobodys", slot: 1 }, 1, "watch-cycles");
  await worker.queue(value, env);
  expect(outcome).toEqual({ acked: 1, retried: 0 });
});
