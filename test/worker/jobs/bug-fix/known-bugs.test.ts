import { describe, expect, it, vi } from "vitest";
import type { Statement } from "../../../../shared/db/ledger.ts";
import { fixOfTask } from "../../../../shared/db/fixes.ts";
import { bugFix } from "../../../../shared/jobs/bug-fix/job.ts";
import { offerReport } from "../../../../shared/jobs/bug-fix/offer-report.ts";
import { partReport } from "../../../../shared/jobs/bug-fix/part-report.ts";
import { cancelTask } from "../../../../shared/spine/cancel-task.ts";
import { taskIdOf } from "../../../../shared/spine/jobs.ts";
import { signalRow } from "../../support/webhooks.ts";
import { judgeReport } from "../../../../shared/jobs/bug-fix/judge-report.ts";
import type { BugReport } from "../../../../shared/jobs/bug-fix/report.ts";
import { fixes, signals } from "../../../../shared/db/schema.ts";
import { aTask, spine, unique, withRules } from "../../support/spine.ts";

const at = withRules({
  repositories: {
    "acme/checkout": { paths: ["/srv/checkout/"], sentryProjects: ["checkout"] },
    "acme/calendar": { paths: ["/srv/calendar/"], sentryProjects: ["calendar"] },
  },
});

/** An alert of an issue of its own, about one function of a file that both repositories have. */
function alert(project: string, name: string, root = `/srv/${project}/`): BugReport {
  return {
    type: "bug",
    source: "sentry",
    by: "sentry",
    title: "TypeError: no date",
    text: "",
    errorType: "TypeError",
    errorMessage: "no date",
    frames: [{ file: `${root}src/index.js`, line: 3, function: name, module: null, inApp: true }],
    events: 1000,
    users: 1000,
    level: "fatal",
    repository: null,
    origin: {
      kind: "sentry",
      organization: "acme",
      project,
      issueId: unique(),
      eventId: null,
      url: "https://sentry.example",
    },
    project: "default",
    channel: null,
  };
}

/** Begins a report's fix as its signal would. */
async function begin(report: BugReport): Promise<string> {
  const taskId = await aTask({ id: unique("bug-fix"), kind: "bug_fix" });
  const judged = await judgeReport(at, report, { taskId, again: null });
  if (judged.kind !== "begin") throw new Error(`it is ${judged.kind}`);
  const { fingerprint, place, depth } = judged;
  const now = spine.now();
  await spine.db
    .insert(fixes)
    .values({ taskId, fingerprint, place, depth, state: "open", createdAt: now, updatedAt: now });
  return taskId;
}

/** A report as it is offered, with its signal on record. */
async function offered(body: BugReport) {
  const id = unique("sentry:test");
  const kind = "sentry.error";
  const receivedAt = spine.now();
  await spine.db
    .insert(signals)
    .values({ id, kind, provenance: "external", status: "queued", body, receivedAt });
  return { id, kind, provenance: "external", body, receivedAt, taskId: await taskIdOf(id, bugFix) } as const;
}

async function write([first, ...rest]: readonly Statement[]): Promise<void> {
  if (first !== undefined) await spine.db.batch([first, ...rest]);
}

const judge = async (report: BugReport) =>
  judgeReport(at, report, { taskId: unique("bug-fix"), again: null });

describe("a bug at a place that is being fixed", () => {
  it("is linked, whatever issue reports it and wherever the code runs", async () => {
    const name = unique("render");
    const taskId = await begin(alert("checkout", name));
    expect(await judge(alert("checkout", name))).toMatchObject({ kind: "link", to: { taskId } });
    expect(await judge(alert("checkout", name, "/app/"))).toMatchObject({ kind: "link", to: { taskId } });
  });

  it("is begun once where two issues come at the same moment, and the second is linked when it is tried again", async () => {
    const name = unique("render");
    const [first, second] = [await offered(alert("checkout", name)), await offered(alert("checkout", name))];
    const offers = await Promise.all([offerReport(at, first), offerReport(at, second)]);
    const [one, other] = offers.map((offer) =>
      offer.kind === "begin" ? (offer.task.records ?? []) : expect.fail(),
    );
    await write(one ?? []);
    await expect(write(other ?? [])).rejects.toThrow("constraint failed");
    expect(await offerReport(at, second)).toEqual({ kind: "settled" });
    expect((await signalRow(second.id))?.reason).toMatch(
      new RegExp(`^linked to ${first.taskId}: .*; /agent apart ${first.taskId} says that it is another bug$`),
    );
  });

  it("is another bug when people say so, and stays one when its task is done again", async () => {
    const name = unique("render");
    const first = await offered(alert("checkout", name));
    const task = await aTask({ id: first.taskId, kind: "bug_fix" });
    const offer = await offerReport(at, first);
    if (offer.kind === "begin") await write(offer.task.records ?? []);
    const repeat = alert("checkout", name);
    const { id } = await offered(repeat);
    await offerReport(at, { ...(await offered(repeat)), id });
    const parted = await partReport(at, { taskId: task, named: null, by: "lena" });
    if (parted.kind === "refused") throw new Error(parted.reason);
    expect(parted.signalId).toBe(id);
    const own = await vi.waitFor(
      async () => (await fixOfTask(spine.db, parted.taskId)) ?? expect.fail("not yet"),
      20_000,
    );
    await cancelTask(spine, { taskId: parted.taskId, by: "lena", reason: "that is enough" });
    expect(own.place).toBeNull();
    const again = await judgeReport(at, repeat, { taskId: unique("bug-fix"), again: parted.taskId });
    expect(again).toMatchObject({ kind: "begin", place: null });
    expect(await partReport(at, { taskId: task, named: "sentry:none", by: "lena" })).toMatchObject({
      kind: "refused",
    });
  });

  it("is another bug in another repository", async () => {
    const name = unique("render");
    await begin(alert("checkout", name));
    expect(await judge(alert("calendar", name))).toMatchObject({ kind: "begin" });
  });
});
