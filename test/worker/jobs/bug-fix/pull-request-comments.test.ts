import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { bugFixName } from "../../../../shared/jobs/bug-fix/name.ts";
import { onPullRequest } from "../../../../shared/changes/on-pull-request.ts";
import {
  actions,
  effects,
  fixes,
  ledger,
  signalAnswers,
  signals,
  tasks,
} from "../../../../shared/db/schema.ts";
import type { PullRequestEvent } from "../../../../shared/changes/pull-request-event.ts";
import { changeApproval } from "../../../../shared/spine/change-approval.ts";
import { fact, record } from "../../../../shared/spine/record.ts";
import { approvalRow, proposeOne, spine, unique } from "../../support/spine.ts";
import { waitingPlan } from "../../support/waiting-plan.ts";

const commit = "a".repeat(40);
const repository = "acme/checkout";

type Comment = Extract<PullRequestEvent["event"], { kind: "comment" }>;

/** A comment that has come in and is not dealt with, written long enough after what waits now was shown. */
async function comment(number: number, text: string, over: Partial<Comment> = {}) {
  const signalId = unique("github:comment");
  const receivedAt = spine.now() + 5000;
  const body: PullRequestEvent = {
    type: "pull_request",
    repository,
    number,
    event: {
      kind: "comment",
      login: "lena-f",
      commentId: 1,
      text,
      at: null,
      writtenAt: receivedAt - 1000,
      edited: false,
      wantsChanges: false,
      ...over,
    },
  };
  await spine.db.insert(signals).values({
    id: signalId,
    kind: "github.comment",
    provenance: "internal",
    status: "received",
    body,
    receivedAt,
  });
  return {
    signalId,
    handle: async () =>
      onPullRequest(
        spine,
        { id: signalId, kind: "github.comment", provenance: "internal", body, receivedAt, taskId: "" },
        bugFixName,
      ),
    answersNow: async () =>
      spine.db
        .select({ job: signalAnswers.job, answer: signalAnswers.answer })
        .from(signalAnswers)
        .where(eq(signalAnswers.signalId, signalId)),
    /** Its handling died before it could say that it had come to its end. */
    forget: async () =>
      spine.db.batch([
        spine.db.update(signals).set({ status: "received" }).where(eq(signals.id, signalId)),
        spine.db.delete(signalAnswers).where(eq(signalAnswers.signalId, signalId)),
      ]),
  };
}

async function refusals(taskId: string): Promise<string[]> {
  const rows = await spine.db.select({ id: actions.id }).from(actions).where(eq(actions.taskId, taskId));
  return rows.map(({ id }) => id).filter((id) => id.includes(".refused-"));
}

describe("a comment on a waiting plan", () => {
  it("whose handling dies after its decision is handled again without being told that it came too late", async () => {
    const { taskId, number, approvalId } = await waitingPlan();
    const yes = await comment(number, "@agent approve");
    await yes.handle();
    await yes.forget();
    expect(await yes.handle()).toEqual({ kind: "settled" });
    expect(await yes.answersNow()).toEqual([{ job: bugFixName, answer: "took" }]);
    expect(await approvalRow(approvalId)).toMatchObject({ status: "approved", decidedBy: "lena" });
    expect(await refusals(taskId)).toEqual([]);
  });

  it("counts once where two people must agree, however often it is handled", async () => {
    const { taskId, number, approvalId } = await waitingPlan(2);
    const yes = await comment(number, "@agent approve");
    await yes.handle();
    await yes.forget();
    await yes.handle();
    expect(await approvalRow(approvalId)).toMatchObject({ status: "pending", votes: ["lena"] });
    expect(await refusals(taskId)).toEqual([]);
    const again = await comment(number, "@agent approve");
    await again.handle();
    expect(await refusals(taskId)).toHaveLength(1);
  });

  it("that comes when nothing waits any more is dropped with the reason", async () => {
    const { number } = await waitingPlan();
    await (await comment(number, "@agent reject not now")).handle();
    expect(await (await comment(number, "And another thing")).handle()).toEqual({
      kind: "decline",
      reason: "nothing waits for a decision on this pull request",
    });
  });

  it.each([
    [
      "was written before the plan was shown",
      { writtenAt: Date.now() - 60_000 },
      "before this version of the plan",
    ],
    ["has been edited since", { edited: true }, "it has been edited"],
    ["says not when it was written", { writtenAt: null }, "does not say when"],
    ["is dated ahead of our clock", { writtenAt: Date.now() + 3_600_000 }, "ahead of our clock"],
    ["names another plan", { text: `@agent approve ${"0".repeat(12)}` }, "nothing that waits has the digest"],
  ] as const)("counts for nothing when it %s, and its writer is told", async (_how, over, why) => {
    const { taskId, number, approvalId } = await waitingPlan();
    await (await comment(number, "@agent approve", over)).handle();
    expect(await approvalRow(approvalId)).toMatchObject({ status: "pending", votes: [] });
    const [told = ""] = await refusals(taskId);
    const payload = await spine.db.select().from(actions).where(eq(actions.id, told)).get();
    expect(payload?.payload).toContain(why);
    expect(payload?.payload).toContain((await approvalRow(approvalId)).digest.slice(0, 12));
  });

  it("is a yes to no plan that took another's place in the second in which it was written", async () => {
    const { taskId, number, approvalId } = await waitingPlan();
    const { createdAt } = await approvalRow(approvalId);
    const same = { writtenAt: Math.floor(createdAt / 1000) * 1000 };
    const before = await proposeOne({
      kind: "code_protected",
      taskId,
      key: "protect-1",
      payload: {
        repository,
        branch: `fix/${taskId}`,
        files: ["package.json"],
        why: ["protected"],
        planDigest: "0".repeat(64),
        summary: "It",
      },
    });
    await changeApproval(spine, before.approval?.id ?? "", { kind: "withdraw" });
    await (await comment(number, "@agent approve", same)).handle();
    expect(await approvalRow(approvalId)).toMatchObject({ status: "pending", votes: [] });
    await (await comment(number, "@agent reject not like this", same)).handle();
    expect(await approvalRow(approvalId)).toMatchObject({ status: "rejected" });
  });

  it("counts for the plan whose digest it names", async () => {
    const { number, approvalId } = await waitingPlan();
    const { digest } = await approvalRow(approvalId);
    await (await comment(number, `@agent approve ${digest.slice(0, 12)}`)).handle();
    expect(await approvalRow(approvalId)).toMatchObject({ status: "approved", decidedBy: "lena" });
  });

  it("on a line says how the plan should change there; what is said besides is kept for the plan after it", async () => {
    const { taskId, number, approvalId } = await waitingPlan();
    await (await comment(number, "test February too", { at: "PLAN.md:12" })).handle();
    expect(await approvalRow(approvalId)).toMatchObject({
      status: "revised",
      reason: "On PLAN.md:12: test February too",
    });
    const second = await comment(number, "and name the month", { at: "PLAN.md:14" });
    expect(await second.handle()).toEqual({ kind: "settled" });
    const facts = await spine.db.select().from(ledger).where(eq(ledger.taskId, taskId));
    expect(facts.flatMap(({ data }) => data["note"] ?? [])).toEqual(["On PLAN.md:14: and name the month"]);
    expect(await (await comment(number, "@agent approve")).handle()).toMatchObject({ kind: "decline" });
  });

  it("that is half a yes decides nothing, and its writer is told; one to somebody else neither", async () => {
    const { taskId, number, approvalId } = await waitingPlan();
    await (await comment(number, "@agent approve only if the tests are fast")).handle();
    expect(await refusals(taskId)).toHaveLength(1);
    await (await comment(number, "@maya-ortiz is that fast enough?")).handle();
    expect(await refusals(taskId)).toHaveLength(1);
    expect(await approvalRow(approvalId)).toMatchObject({ status: "pending", votes: [] });
  });

  it("decides nothing by a quotation of an order", async () => {
    const { number, approvalId } = await waitingPlan();
    await (await comment(number, "> @agent approve\n\nReally?")).handle();
    expect(await approvalRow(approvalId)).toMatchObject({ status: "revised" });
  });
});

describe("a pull request that is closed", () => {
  const close = async (number: number, merged: boolean) => {
    const id = unique("github:closed");
    const event = { kind: "closed", login: "lena-f", merged, mergeCommit: merged ? commit : null } as const;
    const body: PullRequestEvent = { type: "pull_request", repository, number, event };
    const columns = { kind: "github.closed", provenance: "internal", status: "received" } as const;
    await spine.db.insert(signals).values({ ...columns, id, body, receivedAt: spine.now() });
    await onPullRequest(spine, { ...columns, id, body, receivedAt: spine.now(), taskId: "" }, bugFixName);
  };
  const cancelOf = async (taskId: string) =>
    (await spine.db.select().from(tasks).where(eq(tasks.id, taskId)).get())?.cancel;

  it.each([true, false])("before it was ready ends its task (merged: %s)", async (merged) => {
    const { taskId, number, approvalId } = await waitingPlan();
    await close(number, merged);
    expect(await cancelOf(taskId)).toMatchObject({ by: "lena" });
    expect((await approvalRow(approvalId)).status).toBe("withdrawn");
  });

  it("is no end of its task when it was merged before the answer to its being ready has come back", async () => {
    const { taskId, number } = await waitingPlan();
    const { actionId } = await proposeOne({
      kind: "pull_request_ready",
      key: "ready",
      payload: { repository, pullRequest: number, branch: "fix/x", commit, title: "Look", body: "It looks." },
      taskId,
    });
    await spine.db
      .insert(effects)
      .values({ actionId, taskId, state: "pending", attempts: 1, sentAt: 1, updatedAt: 1 })
      .onConflictDoUpdate({ target: effects.actionId, set: { state: "pending", sentAt: 1 } });
    await close(number, true);
    expect(await cancelOf(taskId)).toBeNull();
  });

  it.each([true, false])("when it was ready is what its task waits for (merged: %s)", async (merged) => {
    const { taskId, number } = await waitingPlan();
    await record(spine, [fact(spine, taskId, "ready", "pull_request.ready", "somebody to merge it")]);
    await close(number, merged);
    expect(await cancelOf(taskId)).toBeNull();
    const fix = await spine.db.select().from(fixes).where(eq(fixes.taskId, taskId)).get();
    expect(fix?.state).toBe(merged ? "merged" : "closed");
  });
});
