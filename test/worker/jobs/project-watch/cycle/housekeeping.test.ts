import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import {
  artefactSuggestions,
  ledger,
  llmCalls,
  signals,
  tasks,
  watchCycles,
  watches,
  watchProposals,
  watchSignals,
} from "../../../../../shared/db/schema.ts";
import { textOf } from "../../../../../shared/integrations/slack/mrkdwn.ts";
import { digestOf } from "../../../../../shared/jobs/project-watch/cycle/digest-of.ts";
import { digestWords } from "../../../../../shared/jobs/project-watch/cycle/digest-words.ts";
import { endCycle } from "../../../../../shared/jobs/project-watch/cycle/end-cycle.ts";
import { keepHouse } from "../../../../../shared/jobs/project-watch/cycle/keep-house.ts";
import { localDay } from "../../../../../shared/domain/local-day.ts";
import { takeSignals } from "../../../../../shared/jobs/project-watch/cycle/take-signals.ts";
import { cycleOf } from "../../../../../shared/jobs/project-watch/cycle/cycle-of.ts";
import { aTask } from "../../../support/spine.ts";
import { aSignal, aSource, aWatch, anItem, delta, feedOf, look, nextSlot, watchOf } from "./scene.ts";

const day = 24 * 3_600_000;

it("the first look of a day begins a cycle though nothing has changed, once, in the project's time zone", async () => {
  const clock = { now: Date.parse("2026-09-05T20:00:00Z") };
  // This night the clocks of Chile skip midnight: four in UTC is one o'clock.
  const scene = await aWatch(
    { timeZone: "America/Santiago" },
    { now: () => clock.now, row: { keptOn: null } },
  );
  const jira = aSource("jira", () => delta([]));
  expect(await look(scene, [jira])).toMatchObject({ began: null });
  expect(await watchOf(scene)).toMatchObject({ keptOn: "2026-09-05" });
  clock.now = Date.parse("2026-09-06T03:59:59Z");
  expect(await look(scene, [jira])).toMatchObject({ began: null });
  clock.now = Date.parse("2026-09-06T04:00:00Z");
  const slot = nextSlot();
  const looked = await look(scene, [jira], slot);
  const { taskId } = await watchOf(scene);
  if (taskId === null) throw new Error("no cycle has begun");
  expect(looked).toMatchObject({ began: taskId });
  await aTask({ id: taskId, signalId: `watch:${scene.project}:cycle:${slot}` });
  expect(await cycleOf(scene.spine, taskId)).toMatchObject({ cycle: { housekeeping: "2026-09-06" } });
  await endCycle(scene.spine, taskId, "kept house", 3);
  expect(await watchOf(scene)).toMatchObject({ keptOn: "2026-09-06", taskId: null });
  clock.now += 3_600_000;
  expect(await look(scene, [jira])).toMatchObject({ began: null });
  expect(localDay(Date.parse("2026-03-28T22:00:00Z"), "Asia/Beirut")).toBe("2026-03-29");
});

it("what deltas miss is looked for once a day, among what is known", async () => {
  const clock = { now: Date.parse("2026-11-20T12:00:00Z") };
  const scene = await aWatch({}, { now: () => clock.now, row: { keptOn: "2026-11-20" } });
  const { project } = scene;
  const known: string[][] = [];
  const jira = aSource(
    "jira",
    (checkpoint) =>
      delta([], "c", { items: checkpoint === null ? [anItem(), anItem({ key: "ATL-2" })] : [] }),
    undefined,
    (items) => {
      known.push(items.map(({ key }) => key));
      const gone = aSignal(project, "gone", { type: "ticket_removed", item: "ATL-2" });
      return delta([gone], "c", { items: [anItem({ key: "ATL-2", removed: true })] });
    },
  );
  await look(scene, [jira]);
  expect(known).toEqual([]);
  clock.now += day;
  await look(scene, [jira]);
  expect(known).toEqual([["ATL-1", "ATL-2"]]);
  expect((await feedOf(scene)).map(({ type }) => type)).toEqual(["ticket_removed"]);
  // The cycle that keeps house is at work: nothing is looked for again meanwhile.
  await look(scene, [jira]);
  expect(known).toHaveLength(1);
});

it("what is older than a project keeps is deleted with its words; what waits, the ledger and its facts stay", async () => {
  const clock = { now: Date.now() - 40 * day };
  const scene = await aWatch({ retentionDays: 30 }, { now: () => clock.now });
  const { spine, project } = scene;
  const old = Array.from({ length: 450 }, (_, n) => aSignal(project, `old-${n}`));
  await look(scene, [aSource("jira", () => delta(old))]);
  const { taskId } = await watchOf(scene);
  if (taskId === null) throw new Error("no cycle has begun");
  await takeSignals(spine, project, taskId);
  await endCycle(spine, taskId, "done", 1);
  const proposal = { project, taskId, kind: "jira_comment", payload: {}, title: "t", why: "w", sources: [] };
  const open = await aTask({ status: "on_hold" });
  await spine.db.insert(watchProposals).values([
    { ...proposal, id: `${project}-a`, state: "noted", at: clock.now },
    { ...proposal, id: `${project}-b`, state: "proposed", errandTaskId: open, at: clock.now },
  ]);
  const facts = await spine.db.$count(ledger);
  clock.now += 40 * day;
  await look(scene, [aSource("jira", () => delta([aSignal(project, "young")]))]);
  const kept = await keepHouse(spine, project, localDay(clock.now, "UTC"));
  expect(kept).toMatchObject({ signals: 200, proposals: 1, cycles: 1, rows: 251, warning: null });
  expect(kept.bytes).toBeGreaterThan(0);
  // Two hundred were thought about; the others have waited for a cycle all this time.
  expect((await feedOf(scene)).every(({ state }) => state === "new")).toBe(true);
  const words = await spine.db.select({ id: signals.id }).from(signals);
  expect(words.filter(({ id }) => id.startsWith(`watch:${project}:jira:`))).toHaveLength(251);
  expect(await spine.db.$count(ledger)).toBeGreaterThanOrEqual(facts);
  expect(await spine.db.$count(watchCycles, eq(watchCycles.taskId, taskId))).toBe(0);
});

it("the digest tells of the day: what happened, what waits, what isn't sure and what it has cost; strangers' words are harmless", async () => {
  const clock = { now: Date.parse("2026-11-20T12:00:00Z") };
  const scene = await aWatch({ silentHours: 24 }, { now: () => clock.now, row: { keptOn: "2026-11-20" } });
  const { spine, project } = scene;
  expect(await digestOf(spine, project, "2026-11-21")).toBeNull();
  const evil = "Pay now <!channel> *https://evil.example/pay* @here \u202e evil.example";
  await look(scene, [
    aSource("jira", () => delta([aSignal(project, "1", { title: evil }), aSignal(project, "2")])),
  ]);
  await spine.db
    .update(watchSignals)
    .set({ state: "done", importance: "urgent", category: "risk", flag: "it asks for a payment" })
    .where(eq(watchSignals.id, `watch:${project}:jira:1`));
  const taskId = await aTask({ project, status: "done" });
  await spine.db.update(tasks).set({ project }).where(eq(tasks.id, taskId));
  const call = {
    taskId,
    purpose: "classify",
    model: "m",
    provider: "sandbox",
    stopReason: "end_turn",
  } as const;
  const tokens = { inputTokens: 1, cacheWriteTokens: 0, cachedTokens: 0, outputTokens: 1, latencyMs: 1 };
  await spine.db
    .insert(llmCalls)
    .values({ ...call, ...tokens, id: `${project}-call`, microUsd: 1_230_000, at: clock.now });
  await spine.db.insert(watchProposals).values({
    id: `${project}-p`,
    project,
    taskId,
    kind: "jira_comment",
    payload: {},
    title: "A comment on ATL-1",
    why: "w",
    sources: [],
    state: "proposed",
    errandTaskId: taskId,
    at: clock.now,
  });
  await spine.db.insert(artefactSuggestions).values({
    id: `${project}-s`,
    project,
    kind: "raid_log",
    entryId: "R-1",
    change: { op: "remove", id: "R-1" },
    reason: "it is over",
    state: "open",
    at: clock.now - 3 * day,
  });
  await aTask({ project, status: "waiting_reply", title: "Which date counts?", requestedBy: "maya" });
  await spine.db.update(watches).set({ taskId: null }).where(eq(watches.project, project));
  clock.now += day;
  const digest = await digestOf(spine, project, "2026-11-21");
  if (digest === null) throw new Error("there is something to tell");
  const said = textOf(digest.said);
  for (const words of [digest.text, said]) {
    expect(words).toContain("2 signals: 2 from jira");
    expect(words).toContain("urgent: Pay now");
    expect(words).toContain("A comment on ATL-1");
    expect(words).toContain("1 suggestion for the project's documents, the oldest for 4 days");
    expect(words).toContain("Which date counts?");
    expect(words).toContain("1 notable signal that nobody has said was read right");
    expect(words).toContain("it asks for a payment");
    expect(words).toContain("$1.23");
    expect(words).not.toMatch(/https:\/\/evil|evil\.example|\u202e|<!channel>.*\*$/);
  }
  expect(said).not.toContain("<!channel>");
  expect(digest.subject).toContain(project);
});

it("a digest of a busy day fits into a section of Slack, whole lines only", () => {
  const titles = Array.from({ length: 40 }, (_, n) => `${n} & ${"a long title ".repeat(12)}`);
  const digest = digestWords({
    project: "atlas",
    day: "2026-11-21",
    now: 0,
    days: 1,
    signals: [{ source: "jira", count: 40 }],
    notable: titles.map((title) => ({ title, importance: "urgent", flag: title })),
    done: titles,
    waiting: [],
    questions: [],
    suggestions: [],
    microUsd: 0,
    unsure: { unreviewed: 0, flagged: 40, givenUp: 0, refused: 0 },
    sources: [],
    storage: null,
  });
  const words = textOf(digest.said);
  expect(words.length).toBeLessThanOrEqual(2900);
  expect(words.length).toBeGreaterThan(2700);
  expect(words).toMatch(/\n• .*\n…$/u);
  expect(digest.text.length).toBeGreaterThan(3000);
});
