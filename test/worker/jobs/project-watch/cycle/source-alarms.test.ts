import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { ledger } from "../../../../../shared/db/schema.ts";
import { configuredSpine } from "../../../../../shared/jobs/open-spine.ts";
import { tellSources } from "../../../../../shared/jobs/project-watch/cycle/tell-sources.ts";
import { record } from "../../../../../shared/spine/record.ts";
import { sandbox } from "../../../support/slack.ts";
import { aSignal, aSource, aWatch, delta, feedOf, look, type Scene, watchOf } from "./scene.ts";

const hour = 3_600_000;

async function toldOf({ project }: Scene): Promise<string[]> {
  const { messages } = await sandbox<{ messages: { text: string }[] }>(
    "/slack/_people/messages?channel=C0GENERAL",
  );
  return messages.flatMap(({ text }) => (text.includes(project) ? [text] : []));
}

it("a source that fails in three cycles is told once in the project's channel, and so is its end", async () => {
  const scene = await aWatch({ channel: "C0GENERAL" });
  let isDown = true;
  const jira = aSource("jira", () =>
    isDown
      ? { kind: "failed", error: "down <!channel> see https://evil.example/x", afterMs: null }
      : delta([]),
  );
  for (let cycle = 0; cycle < 2; cycle++) await look(scene, [jira]);
  expect(await tellSources(scene.spine)).toBe(0);
  for (let cycle = 0; cycle < 3; cycle++) await look(scene, [jira]);
  // The first cycle has tried three times; one that is known to be down is asked once.
  expect(jira.asked).toHaveLength(3 + 4);
  expect(await tellSources(scene.spine)).toBe(1);
  isDown = false;
  for (let cycle = 0; cycle < 2; cycle++) await look(scene, [jira]);
  expect(await tellSources(scene.spine)).toBe(1);
  expect(await tellSources(scene.spine)).toBe(0);
  const told = await toldOf(scene);
  expect(told).toHaveLength(2);
  expect(told[0]).toContain("has failed 3 times in a row");
  expect(told[0]).not.toContain("<!channel>");
  expect(told[0]).not.toContain("https://evil.example");
  expect(told[1]).toContain("tells again");
});

it("a source that answers and has been silent for long is told once, if it says itself that it is well", async () => {
  const clock = { offset: 0 };
  const scene = await aWatch({ silentHours: 24 }, { now: () => Date.now() + clock.offset });
  let isWell = false;
  let told: ReturnType<typeof aSignal>[] = [];
  const jira = aSource(
    "jira",
    () => delta(told),
    () => (isWell ? { ok: true, detail: "" } : { ok: false, detail: "it may not see the board" }),
  );
  await look(scene, [jira]);
  clock.offset = 25 * hour;
  await look(scene, [jira]);
  expect((await watchOf(scene)).sources.jira).toMatchObject({
    alarm: null,
    failures: 1,
    error: "it may not see the board",
    checkpoint: "next",
  });
  isWell = true;
  for (let cycle = 0; cycle < 2; cycle++) await look(scene, [jira]);
  expect((await watchOf(scene)).sources.jira).toMatchObject({ alarm: "silent", failures: 0 });
  told = [aSignal(scene.project, "at last", { at: scene.spine.now() })];
  await look(scene, [jira]);
  const facts = await scene.spine.db
    .select({ type: ledger.type, data: ledger.data })
    .from(ledger)
    .orderBy(ledger.seq);
  const own = facts.filter(({ data }) => data["project"] === scene.project);
  expect(own.map(({ type }) => type)).toEqual(["watch.source_silent", "watch.source_recovered"]);
  expect(await scene.spine.db.$count(ledger, eq(ledger.type, "watch.source_failing"))).toBeLessThan(2);
});

it("a source that asks for patience is left alone until then", async () => {
  const clock = { offset: 0 };
  const scene = await aWatch({}, { now: () => Date.now() + clock.offset });
  const jira = aSource("jira", () => ({ kind: "failed", error: "too many requests", afterMs: 60_000 }));
  for (let cycle = 0; cycle < 3; cycle++) await look(scene, [jira]);
  expect(jira.asked).toHaveLength(1);
  clock.offset = 61_000;
  await look(scene, [jira]);
  expect(jira.asked).toHaveLength(2);
});

it("a source that answers only in part is told of like one that fails, and what it tells counts", async () => {
  const scene = await aWatch();
  let n = 0;
  const outlook = aSource("jira", () =>
    delta([aSignal(scene.project, `${n++}`)], `c${n}`, { trouble: 'folder "Projects": it is not there' }),
  );
  for (let cycle = 0; cycle < 3; cycle++) await look(scene, [outlook]);
  const { jira } = (await watchOf(scene)).sources;
  expect(jira).toMatchObject({
    failures: 3,
    alarm: "failing",
    checkpoint: "c3",
    watermark: expect.any(Number),
  });
  expect(await feedOf(scene)).toHaveLength(3);
});

it("projects that nobody can be told of take no place from those that have a channel", async () => {
  const { spine, project } = await aWatch({ channel: "C0GENERAL" });
  const { opsChannel: _none, ...rules } = spine.settings.RULES;
  const own = configuredSpine({ ...spine.env, RULES: JSON.stringify(rules) });
  const fact = (id: string, of: string) => ({
    id: `${project}/${id}`,
    at: spine.now(),
    taskId: null,
    type: "watch.source_failing" as const,
    summary: `Jira of ${of} fails`,
    data: { project: of, source: "jira" },
  });
  const mute = Array.from({ length: 20 }, (_, n) => fact(`${n}`, "mute"));
  await record(own, [...mute, fact("own", project)]);
  expect(await tellSources(own)).toBe(1);
});
