import { eq, like } from "drizzle-orm";
import { expect, it } from "vitest";
import { schedules, signals } from "../../../../shared/db/schema.ts";
import { editorial } from "../../../../shared/jobs/editorial/job.ts";
import { runSchedules } from "../../../../shared/jobs/editorial/schedule/run-schedules.ts";
import { taskIdOf } from "../../../../shared/spine/jobs.ts";
import { body, key, words } from "../../api/dashboard-task.ts";
import { aSchedule } from "../../support/schedules.ts";
import { spine } from "../../support/spine.ts";
import { asked, send } from "../../support/task.ts";

const dayMs = 86_400_000;
const monday = Date.parse("2026-11-23T08:00:00Z");
const at = (now: number) => ({ ...spine, now: () => now });

const signalsOf = async (id: string) =>
  spine.db
    .select()
    .from(signals)
    .where(like(signals.id, `cron:${id}:%`));
const idsOf = async (id: string) => (await signalsOf(id)).map((signal) => signal.id);
const rowOf = async (id: string) => spine.db.select().from(schedules).where(eq(schedules.id, id)).get();
const change = async (id: string, path: string, what: object, method = "POST", headers = key()) =>
  send(`/api/schedules/${id}${path}`, what, headers, method);

it("runs once after days without a clock, for the last time that was missed, whoever looks at once", async () => {
  const id = await aSchedule({ cron: "0 9 * * *", nextAt: monday });
  const late = at(monday + 3 * dayMs + 60_000);
  await Promise.all([runSchedules(late), runSchedules(late), runSchedules(late)]);
  await runSchedules(late);
  expect(await idsOf(id)).toEqual([`cron:${id}:2026-11-26T08:00:00.000Z`]);
  expect(await rowOf(id)).toMatchObject({ nextAt: monday + 4 * dayMs, lastAt: monday + 3 * dayMs });
});

it("asks in its author's name, in a thread of its own where it has a channel", async () => {
  const id = await aSchedule({ channel: "C0CONTENT", nextAt: monday, text: words });
  await runSchedules(at(monday));
  const [signal] = await signalsOf(id);
  expect(signal).toMatchObject({ kind: "schedule.due", provenance: "operator" });
  const { task } = await asked(await taskIdOf(signal?.id ?? "", editorial));
  expect(task).toMatchObject({ kind: "blog_post", requestedBy: "maya" });
});

it("catches up on nothing after a pause, and is run by hand once for two clicks", async () => {
  const id = await aSchedule({ nextAt: monday });
  expect((await change(id, "/pause", { paused: true })).status).toBe(200);
  await runSchedules(at(monday + 30 * dayMs));
  const resumed = await body(await change(id, "/pause", { paused: false }));
  expect(await idsOf(id)).toEqual([]);
  expect(Date.parse(resumed.schedule.next[0])).toBeGreaterThan(Date.now());

  const click = key();
  const [first, second] = await Promise.all(
    [0, 1].map(async () => body(await change(id, "/run", {}, "POST", click))),
  );
  expect(second).toEqual(first);
  expect(await idsOf(id)).toHaveLength(1);
  expect((await rowOf(id))?.nextAt).toBe(Date.parse(resumed.schedule.next[0]));
});

it("stands still with its project, and runs once when that goes on", async () => {
  const id = await aSchedule({ cron: "0 9 * * *", nextAt: monday });
  const halt = { scope: { kind: "project", name: "default" }, reason: "x" };
  const made = await body(await send("/api/stops", halt));
  await runSchedules(at(monday + 2 * dayMs));
  expect(await idsOf(id)).toEqual([]);
  expect((await send(`/api/stops/${made.stop.id}/resume`, { reason: "x" })).status).toBe(200);
  await runSchedules(at(monday + 3 * dayMs));
  expect(await idsOf(id)).toEqual([`cron:${id}:2026-11-26T08:00:00.000Z`]);
});

it("is made by people who are told what is wrong, and edited as it was seen", async () => {
  const fields = {
    name: "Monday report",
    when: { kind: "cron", cron: "0 9 * * 1" },
    timeZone: "Europe/Berlin",
    project: "default",
    kind: "slack_report",
    text: "report on the week",
    channel: null,
  };
  const make = async (over: object, headers = key()) =>
    send("/api/schedules", { ...fields, ...over }, headers);
  const refusals: [object, string][] = [
    [{ when: { kind: "cron", cron: "0 25 * * 1" } }, 'the hour "25"'],
    [{ when: { kind: "once", at: "2020-01-01T00:00:00Z" } }, "has passed"],
    [{ kind: "sonnet" }, "there is no kind of text sonnet, only"],
    [{ timeZone: "Mars/Olympus" }, "must be a time zone"],
    [{ project: "moonbase" }, "there is no project moonbase"],
  ];
  for (const [over, why] of refusals) {
    const refused = await make(over);
    expect(refused.status).toBe(400);
    expect((await body(refused)).error.message).toContain(why);
  }
  const once = key();
  const { schedule } = await body(await make({}, once));
  expect((await body(await make({}, once))).schedule.id).toBe(schedule.id);
  expect(schedule).toMatchObject({ version: 1, mine: true, paused: false });
  expect(schedule.next).toHaveLength(3);
  const edit = async (version: number) =>
    change(schedule.id, "", { ...fields, name: "Report", version }, "PUT");
  expect((await body(await edit(1))).schedule).toMatchObject({ name: "Report", version: 2 });
  expect((await edit(1)).status).toBe(409);
  expect((await change(schedule.id, "", {}, "DELETE")).status).toBe(200);
  expect(await rowOf(schedule.id)).toBeUndefined();
});
