import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { tasks, watchCycles, watchItems, watchProposals } from "../../../../shared/db/schema.ts";
import type { WatchItem } from "../../../../shared/domain/watch/watch-signal.ts";
import { errand } from "../../../../shared/jobs/errand/job.ts";
import { withdrawAnswered } from "../../../../shared/jobs/project-watch/withdraw.ts";
import { changeApproval } from "../../../../shared/spine/change-approval.ts";
import { taskIdOf } from "../../../../shared/spine/jobs.ts";
import { propose } from "../../../../shared/spine/propose.ts";
import { perform } from "../../../../shared/spine/perform.ts";
import { spawnErrand } from "../../../../shared/spine/spawn-errand.ts";
import { sandbox, thread } from "../../support/slack.ts";
import { approvalRow, aTask, heldMail, mailTo, spine, spineAt, unique } from "../../support/spine.ts";
import { taskIn, viewOf } from "../../support/task.ts";
import { watchSignal } from "../../support/watch.ts";

type Proposal = typeof watchProposals.$inferInsert;

async function proposed(over: Pick<Proposal, "item" | "errandTaskId"> & Partial<Proposal>): Promise<string> {
  const id = unique("proposal");
  await spine.db.insert(watchProposals).values({
    id,
    project: "web",
    taskId: "cycle",
    kind: "email_stakeholder",
    payload: {},
    title: "When will it come?",
    why: "nobody knows",
    sources: [],
    state: "proposed",
    at: Date.now() - 60_000,
    ...over,
  });
  return id;
}

const proposal = async (id: string) =>
  spine.db.select().from(watchProposals).where(eq(watchProposals.id, id)).get();
const heard = (over: Parameters<typeof watchSignal>[0]) => {
  const signal = watchSignal(over);
  return [{ row: { id: signal.id }, signal }];
};
const answerFrom = (address: string, item: string) =>
  heard({ source: "outlook", type: "mail_received", item, author: { name: "Ana", address } });
const mailsCalled = async (subject: string) => {
  const { mails } = await sandbox<{ mails: { subject: string }[] }>("/mail/_people/mails");
  return mails.filter((mail) => mail.subject === subject);
};

describe("what waits and has lost its reason", () => {
  it("is withdrawn when its recipient answers: its task ends, its question says why, and nothing is sent", async () => {
    const mark = unique();
    const address = `${mark}@signalbox.example`;
    const payload = mailTo(address, mark);
    const cycle = await aTask({ id: unique("project-watch") });
    await spawnErrand(spine, {
      taskId: cycle,
      key: "mail",
      kind: "email_stakeholder",
      payload,
      provenance: "internal",
      project: "default",
      channel: "C0CONTENT",
    });
    const errandTaskId = await taskIdOf(`task:${cycle}:mail`, errand);
    const [approval] = (await taskIn(errandTaskId, "on_hold")).approvals;
    const id = await proposed({ item: mark, errandTaskId, payload });

    expect(await withdrawAnswered(spine, "web", answerFrom("somebody@else.example", mark), cycle)).toBe(0);
    const answers = answerFrom(address, mark);
    expect(await withdrawAnswered(spine, "web", answers, cycle)).toBe(1);
    expect(await withdrawAnswered(spine, "web", answers, cycle)).toBe(0);

    const ended = await taskIn(errandTaskId, "cancelled");
    expect(ended.task.failure?.message).toContain("Ana answered at");
    expect(await approvalRow(approval?.id ?? "")).toMatchObject({ status: "withdrawn" });
    expect(await proposal(id)).toMatchObject({
      state: "withdrawn",
      reason: expect.stringMatching(/^Ana ans/),
    });
    expect((await viewOf(cycle)).timeline).toContainEqual(
      expect.objectContaining({ type: "watch.withdrawn", summary: expect.stringContaining("Ana answered") }),
    );
    const row = await spine.db.select().from(tasks).where(eq(tasks.id, errandTaskId)).get();
    const ts = row?.conversation.split(":").at(-1) ?? "";
    await vi.waitFor(async () => {
      const said = JSON.stringify(await thread(ts));
      expect(said).toContain("Withdrawn");
      expect(said).toContain("Ana answered at");
    }, 10_000);
    // The clock comes: the hold doesn't open any more.
    const late = spineAt(60 * 60_000);
    await changeApproval(late, approval?.id ?? "", { kind: "release" });
    expect(await perform(late, `${errandTaskId}.action`)).toMatchObject({ kind: "failed" });
    expect(await mailsCalled(mark)).toEqual([]);
  });

  it("is withdrawn for an answer that came while its cycle was still thinking", async () => {
    const { taskId, mark } = await heldMail(60_000);
    const cycle = await aTask();
    const begun = Date.now() - 120_000;
    await spine.db
      .insert(watchCycles)
      .values({ taskId: cycle, project: "web", slot: mark, housekeeping: false, createdAt: begun });
    const address = `${mark}@signalbox.example`;
    await proposed({ taskId: cycle, item: mark, errandTaskId: taskId, payload: mailTo(address, mark) });
    const answerAt = (at: number) => {
      const author = { name: "Ana", address };
      return heard({ source: "outlook", type: "mail_received", item: mark, author, at });
    };
    expect(await withdrawAnswered(spine, "web", answerAt(begun - 1), cycle)).toBe(0);
    expect(await withdrawAnswered(spine, "web", answerAt(begun + 1), cycle)).toBe(1);
  });

  it("either opens or is withdrawn when both come at once, never both", async () => {
    for (let round = 0; round < 6; round++) {
      const { approvalId, taskId, mark, actionId } = await heldMail(-1);
      const address = `${mark}@signalbox.example`;
      const id = await proposed({ item: mark, errandTaskId: taskId, payload: mailTo(address, mark) });
      const cycle = await aTask();
      // The clock comes a little later each time: before, between and after what the withdrawal reads and writes.
      const releases = async () => {
        for (let n = 0; n < round; n++) await spine.db.$count(tasks, eq(tasks.id, taskId));
        return changeApproval(spine, approvalId, { kind: "release" });
      };
      const [withdrawn] = await Promise.all([
        withdrawAnswered(spine, "web", answerFrom(address, mark), cycle),
        releases(),
      ]);
      const { status } = await approvalRow(approvalId);
      expect(status).toBe(withdrawn === 1 ? "withdrawn" : "released");
      expect((await proposal(id))?.state).toBe(withdrawn === 1 ? "withdrawn" : "proposed");
      const task = await spine.db.select().from(tasks).where(eq(tasks.id, taskId)).get();
      expect(task?.cancel === null).toBe(withdrawn === 0);
      await perform(spine, actionId);
      expect(await mailsCalled(mark)).toHaveLength(withdrawn === 1 ? 0 : 1);
    }
    // What has been released already is left alone.
    const { approvalId, taskId, mark } = await heldMail(-1);
    await changeApproval(spine, approvalId, { kind: "release" });
    const address = `${mark}@signalbox.example`;
    await proposed({ item: mark, errandTaskId: taskId, payload: mailTo(address, mark) });
    expect(await withdrawAnswered(spine, "web", answerFrom(address, mark), await aTask())).toBe(0);
  });

  it("is withdrawn before it is asked about: it never will be", async () => {
    const mark = unique();
    const payload = mailTo(`${mark}@signalbox.example`, mark);
    const errandTaskId = await aTask();
    const id = await proposed({ item: mark, errandTaskId, payload });
    const answers = answerFrom(`${mark}@signalbox.example`, mark);
    expect(await withdrawAnswered(spine, "web", answers, await aTask())).toBe(1);
    expect((await proposal(id))?.state).toBe("withdrawn");
    const late = { taskId: errandTaskId, key: "action", kind: "email_stakeholder", payload, revision: 1 };
    await expect(propose(spine, { ...late, provenance: "internal" })).rejects.toThrow("Ana answered at");
  });

  it("is withdrawn when its ticket is done", async () => {
    const { taskId, mark, approvalId } = await heldMail(60_000);
    const item: WatchItem = {
      source: "jira",
      key: mark,
      nativeId: mark,
      title: "t",
      status: "Shipped",
      phase: "done",
      blocked: false,
      type: null,
      assignee: null,
      priority: null,
      sprint: null,
      due: null,
      points: null,
      url: null,
      updatedAt: Date.now(),
      removed: false,
    };
    const key = { project: "web", source: "jira", key: mark } as const;
    await spine.db.insert(watchItems).values({ ...key, item, updatedAt: item.updatedAt });
    const id = await proposed({ item: mark, errandTaskId: taskId });
    const moved = heard({ type: "ticket_status", item: mark, detail: { to: "Shipped" } });
    expect(await withdrawAnswered(spine, "web", moved, await aTask())).toBe(1);
    expect(await proposal(id)).toMatchObject({ reason: `${mark} is done (Shipped)` });
    expect(await approvalRow(approvalId)).toMatchObject({ status: "withdrawn" });
  });
});
