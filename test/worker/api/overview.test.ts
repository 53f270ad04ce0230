import { inArray } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { approvalsEndpoints } from "../../../shared/api/approvals.ts";
import { overviewEndpoints } from "../../../shared/api/overview.ts";
import {
  approvals,
  deadLetters,
  effects,
  fixes,
  llmCalls,
  promotions,
  signals,
} from "../../../shared/db/schema.ts";
import { recordUndelivered } from "../../../shared/spine/undelivered.ts";
import { enterService, leaveService } from "../../../shared/spine/service.ts";
import { fact, record } from "../../../shared/spine/record.ts";
import { topUp } from "../../../shared/spine/top-up.ts";
import { aTask, heldMail, hour, mailOut, spine, spineAt, unique } from "../support/spine.ts";
import { api, send } from "../support/task.ts";

const overview = async (query = "") =>
  overviewEndpoints.get.answer.parse(await (await api(`/api/overview${query}`)).json());

let before: Awaited<ReturnType<typeof overview>>;
beforeEach(async () => {
  before = await overview();
});

async function aDeadLetter(queue: string, state: "open" | "discarded" = "open"): Promise<void> {
  await spine.db
    .insert(deadLetters)
    .values({ id: unique(), queue, body: "{}", reason: "x", attempts: 4, state, at: spine.now() });
}

describe("the overview", () => {
  it("counts what waits for people", async () => {
    await mailOut();
    // What is asked about together is one thing to decide.
    const together = [await mailOut(), await mailOut()].map(({ approvalId }) => approvalId);
    await spine.db.update(approvals).set({ bundle: unique() }).where(inArray(approvals.id, together));
    await heldMail(60_000);
    await aTask({ status: "waiting_reply" });
    await aTask({ status: "out_of_budget" });
    await spine.db.insert(effects).values([
      { actionId: unique(), taskId: "t", state: "unknown", attempts: 1, updatedAt: spine.now() },
      { actionId: unique(), taskId: "t", state: "applied", attempts: 1, updatedAt: spine.now() },
    ]);
    const evidence = {
      since: 0,
      consecutiveDays: 7,
      accepted: 7,
      reviewedMessages: 0,
      corrected: 0,
      rejected: 0,
      reverted: 0,
    };
    for (const status of ["pending", "declined"] as const)
      await spine.db.insert(promotions).values({
        id: unique(),
        project: unique(),
        kind: "*",
        fromLevel: 1,
        toLevel: 2,
        evidence,
        status,
        createdAt: spine.now(),
      });
    await aDeadLetter("content-tasks");
    await aDeadLetter("content-tasks", "discarded");
    const missed = { kind: "notification_internal", reason: "r", mend: "m", instead: null, words: "w" };
    for (const key of ["one", "two"])
      await recordUndelivered(spine, unique(), key, { where: "slack:C0GONE", ...missed });
    const { waiting } = await overview();
    const was = before.waiting;
    expect(waiting).toEqual({
      approvals: { ...was.approvals, high: was.approvals.high + 2 },
      holds: was.holds + 1,
      questions: was.questions + 1,
      unknownEffects: was.unknownEffects + 1,
      merges: was.merges,
      outOfBudget: was.outOfBudget + 1,
      promotions: was.promotions + 1,
      deadLetters: was.deadLetters + 1,
      undelivered: was.undelivered + 1,
    });
  });

  it("and the inbox name the pull requests to merge: which, since when, and whose review", async () => {
    const taskId = await aTask({ kind: "bug_fix", status: "waiting_merge", title: "Carts fail" });
    const now = spine.now();
    await spine.db.insert(fixes).values({
      taskId,
      fingerprint: taskId,
      state: "open",
      depth: "plan",
      repository: "acme/checkout",
      pullRequest: 7,
      url: "https://github.test/acme/checkout/pull/7",
      createdAt: now,
      updatedAt: now,
    });
    await record(spineAt(-hour), [fact(spineAt(-hour), taskId, "ready", "pull_request.ready", "to merge")]);
    const { waiting, merges } = await overview();
    expect(waiting.merges).toBe(before.waiting.merges + 1);
    const one = merges.find((merge) => merge.taskId === taskId);
    expect(one).toMatchObject({ title: "Carts fail", repository: "acme/checkout", pullRequest: 7 });
    expect(one?.reviewers).toContain("maya");
    expect(now - Date.parse(one?.since ?? "")).toBeGreaterThanOrEqual(hour - 1000);
    const inbox = approvalsEndpoints.list.answer.parse(await (await api("/api/approvals")).json());
    expect(inbox.merges).toContainEqual(one);
  });

  it("counts tasks: all open ones, and those that ended in the hours asked for", async () => {
    const now = spine.now();
    await aTask({ status: "working", createdAt: now - 400 * hour, updatedAt: now - 400 * hour });
    await aTask({ status: "done" });
    await aTask({ status: "failed", createdAt: now - 3 * hour, updatedAt: now - 2 * hour });
    await aTask({ status: "failed", createdAt: now - 60 * hour, updatedAt: now - hour });
    await aTask({ status: "done", createdAt: now - 60 * hour, updatedAt: now - 50 * hour });
    const after = await overview();
    expect(after.tasks.working).toBe(before.tasks.working + 1);
    expect(after.tasks.done).toBe(before.tasks.done + 1);
    expect(after.tasks.failed).toBe(before.tasks.failed + 2);
    expect(after.tasks.cancelled).toBe(before.tasks.cancelled);
    expect((await overview("?hours=72")).tasks.done).toBe(before.tasks.done + 2);
    expect((await overview("?hours=1")).tasks.failed).toBe(0);
  });

  it("tells hour by hour what began, how it ended and what it cost", async () => {
    const now = spine.now();
    const began = now - 10 * hour;
    await aTask({ status: "rejected", createdAt: began, updatedAt: began + hour });
    const call = {
      taskId: "t",
      purpose: "draft",
      model: "m",
      provider: "sandbox" as const,
      inputTokens: 1,
      cacheWriteTokens: 0,
      cachedTokens: 0,
      outputTokens: 1,
      latencyMs: 1,
      stopReason: "end_turn",
    };
    await spine.db.insert(llmCalls).values([
      { ...call, id: unique(), microUsd: 1_500_000, at: began },
      { ...call, id: unique(), microUsd: 500_000, at: began },
    ]);
    const { activity } = await overview();
    expect(activity).toHaveLength(24);
    const hourOf = (at: number) => new Date(Math.floor(at / hour) * hour).toISOString();
    const last = activity.at(-1);
    expect(Math.abs(Date.parse(last?.at ?? "") - Date.parse(hourOf(now)))).toBeLessThanOrEqual(hour);
    for (const [n, one] of activity.entries())
      if (n > 0) expect(Date.parse(one.at) - Date.parse(activity[n - 1]?.at ?? "")).toBe(hour);
    const at = (moment: number) => activity.find((one) => one.at === hourOf(moment));
    expect(at(began)).toMatchObject({ started: 1, rejected: 0, usd: 2 });
    expect(at(began + hour)).toMatchObject({ started: 0, rejected: 1, usd: 0 });
    expect(at(began + 2 * hour)).toMatchObject({ started: 0, rejected: 0, failed: 0, usd: 0 });
  });

  it("shows the money that is left", async () => {
    await topUp(spine, { id: unique(), scope: "system-day", of: null, microUsd: 2_000_000, by: "you" });
    const day = (view: typeof before) => view.budgets.find((one) => one.scope === "system-day");
    expect(day(await overview())?.topUpUsd).toBe((day(before)?.topUpUsd ?? 0) + 2);
  });

  it("shows each service as its door sees it", async () => {
    const jira = async () => (await overview()).integrations.find((one) => one.name === "jira");
    expect(await jira()).toMatchObject({ configured: "sandbox", circuit: "closed", failures: 0 });
    for (let n = 0; n < 5; n++) {
      const id = unique();
      await enterService(spine, "jira", { id, target: "x" });
      await leaveService(spine, "jira", id, { kind: "failed", reason: "502 for maya@outside.example" });
    }
    const down = await jira();
    expect(down).toMatchObject({ circuit: "open", failures: 5 });
    expect(down?.lastFailure).toBe("502 for [person]@outside.example");
    expect(Date.parse(down?.openUntil ?? "")).toBeGreaterThan(Date.now());
    const reopen = async (service: string) =>
      JSON.parse(await (await send(`/api/services/${service}/reopen`, {})).text());
    expect(await reopen("jira")).toEqual({ kind: "reopened" });
    expect(await reopen("jira")).toEqual({ kind: "was_open" });
    expect(await jira()).toMatchObject({ circuit: "closed", failures: 0 });
    expect((await reopen("constructor")).error).toMatchObject({ code: "bad_request" });
    expect((await overview()).integrations.map((one) => one.name)).toEqual([
      "anthropic",
      "slack",
      "pages",
      "mail",
      "jira",
      "github",
      "sentry",
      "bluesky",
      "linkedin",
      "threads",
      "gmail",
      "recall",
      "elevenlabs",
      "liveavatar",
      "outlook",
      "asana",
      "embedder",
      "vectorize",
    ]);
  });

  it("shows what waits in the outbox and since when, and what died on which queue", async () => {
    const receivedAt = spine.now() - 90_000;
    const body = { type: "digest", day: "2026-11-21" } as const;
    const columns = { kind: "cron.digest", provenance: "internal", body } as const;
    await spine.db.insert(signals).values([
      { ...columns, id: unique(), status: "queued", receivedAt },
      { ...columns, id: unique(), status: "received", receivedAt: receivedAt + 1 },
      { ...columns, id: unique(), status: "handled", receivedAt: receivedAt - 1 },
    ]);
    await aDeadLetter("unknown");
    const { queues } = await overview();
    const was = before.queues.find((one) => one.name === "content-tasks");
    expect(queues[0]).toEqual({
      name: "content-tasks",
      waiting: (was?.waiting ?? 0) + 2,
      oldestAt: new Date(receivedAt).toISOString(),
      deadLetters: was?.deadLetters,
    });
    expect(queues.slice(1)).toMatchObject([
      ...["community", "feedback", "growth", "meeting", "report"].map((desk) => ({
        name: `${desk}-tasks`,
        waiting: 0,
        deadLetters: 0,
      })),
      { name: "planning-tasks", waiting: 0, deadLetters: 0 },
      { name: "execution-tasks", waiting: 0, deadLetters: 0 },
      { name: "watch-cycles", waiting: 0, deadLetters: 0 },
      { name: "unknown", deadLetters: 1 },
    ]);
  });

  it("is for people who may look, over as many hours as a week has", async () => {
    expect((await api("/api/overview", {})).status).toBe(401);
    expect((await api("/api/overview", { authorization: "Bearer viewer-token" })).status).toBe(200);
    expect((await overview("?hours=168")).activity).toHaveLength(168);
    for (const hours of ["0", "169", "some"])
      expect((await api(`/api/overview?hours=${hours}`)).status).toBe(400);
  });
});
