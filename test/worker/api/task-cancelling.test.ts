import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { actionOutcomes, effects, signalAnswers, signals, tasks } from "../../../shared/db/schema.ts";
import { setAutonomy } from "../../../shared/spine/autonomy.ts";
import { settleIdle } from "../../../shared/spine/call-money.ts";
import { changeApproval } from "../../../shared/spine/change-approval.ts";
import { perform } from "../../../shared/spine/perform.ts";
import { propose } from "../../../shared/spine/propose.ts";
import { onCron } from "../../../workers/cron.ts";
import { applied, faults, referenceIn, thread } from "../support/slack.ts";
import { approvalRow, aTask, heldMail, hour, mailTo, spine, spineAt, unique } from "../support/spine.ts";
import { api, asked, reported, request, send, taskIn, viewOf } from "../support/task.ts";
import { as, body, cancel, closed, decide, key, post, run, waiting, words } from "./dashboard-task.ts";

describe("cancelling a task", () => {
  beforeEach(async () => {
    const trust = { project: "default", kind: "*", level: 3, by: "you", reason: "a new test" } as const;
    await setAutonomy(spine, trust);
  });

  it("withdraws what waits for approval, shows it and tells the thread", async () => {
    const { thread: ts, taskId } = await request();
    const view = await asked(taskId);
    const { approvalId } = await referenceIn(ts);
    const { digest } = view.actions.find((action) => approvalId === `approval-${action.id}`) ?? {};
    const response = await cancel(taskId, as("approver-token"));
    expect(response.status).toBe(202);
    const late = await send(`/api/approvals/${approvalId}/decisions`, { digest, decision: "approved" });
    expect(late.status).toBe(409);
    const ended = await reported(taskId, "cancelled");
    expect(ended.approvals.map((approval) => approval.status)).toEqual(["withdrawn"]);
    expect(ended.task).toMatchObject({
      cancel: { by: "arno", reason: "We need it no more." },
      failure: { code: "cancelled", message: "cancelled by arno: We need it no more." },
    });
    const messages = await thread(ts);
    expect(messages.at(-1)?.text).toMatch(/:no_entry_sign:.*cancelled by Arno: We need it no more\./);
    expect(JSON.stringify(messages)).not.toContain("approval.approve");
    expect(JSON.stringify(messages)).toContain("its task was cancelled by Arno");
    expect(await post(taskId)).toBeNull();
    const { text } = await body(await api(`/api/tasks/${taskId}/why`));
    expect(text).toContain("Arno wants it to end: We need it no more.");
    expect((await cancel(taskId)).status).toBe(409);
  });

  it("keeps a held mail from ever going out", async () => {
    const mark = unique();
    const payload = mailTo(`${mark}@signalbox.example`, mark);
    const { taskId } = await body(await send("/api/actions", { kind: "email_stakeholder", payload }, key()));
    const view = await taskIn(taskId, "on_hold");
    const { id = "" } = view.approvals[0] ?? {};
    expect((await cancel(taskId)).status).toBe(202);
    expect(await changeApproval(spineAt(hour), id, { kind: "release" })).toMatchObject({ kind: "unchanged" });
    await closed(taskId, "cancelled");
    await onCron(env);
    expect(await perform(spineAt(hour), `${taskId}.action`)).toMatchObject({ kind: "failed" });
    expect(await applied("mail", "/emails", mark)).toHaveLength(0);
    expect((await viewOf(taskId)).task.status).toBe("cancelled");
  });

  it("wins or loses against a window that ends in the same moment, never half", async () => {
    const runs = Array.from({ length: 4 }, async () => {
      const mark = unique();
      const payload = mailTo(`${mark}@signalbox.example`, mark);
      const { taskId } = await body(
        await send("/api/actions", { kind: "email_stakeholder", payload }, key()),
      );
      const view = await taskIn(taskId, "on_hold");
      const { id = "" } = view.approvals[0] ?? {};
      await Promise.all([changeApproval(spineAt(hour), id, { kind: "release" }), cancel(taskId)]);
      const ended = await vi.waitFor(
        async () => {
          const now = await viewOf(taskId);
          if (!now.timeline.some((entry) => entry.type === "task.closed")) throw new Error(now.task.status);
          return now;
        },
        { timeout: 20_000, interval: 100 },
      );
      const sent = await applied("mail", "/emails", mark);
      expect(sent).toHaveLength(ended.task.status === "done" ? 1 : 0);
      expect(["done", "cancelled"]).toContain(ended.task.status);
    });
    await Promise.all(runs);
  });

  it("refuses what was released already, without holding it against the kind", async () => {
    const { taskId, approvalId, actionId, mark } = await heldMail(-1000);
    const reason = { by: "maya", reason: "no" };
    await changeApproval(spine, approvalId, { kind: "release" });
    await spine.db.update(tasks).set({ cancel: reason }).where(eq(tasks.id, taskId));
    expect(await approvalRow(approvalId)).toMatchObject({ status: "released" });
    expect(await perform(spine, actionId)).toMatchObject({
      kind: "failed",
      code: "cancelled",
      reason: "its task was cancelled by maya: no",
    });
    expect(await spine.db.select().from(effects).where(eq(effects.actionId, actionId)).get()).toMatchObject({
      state: "failed",
      attempts: 0,
    });
    expect(await spine.db.select().from(actionOutcomes).where(eq(actionOutcomes.actionId, actionId))).toEqual(
      [],
    );
    expect(await applied("mail", "/emails", mark)).toHaveLength(0);
    await expect(
      propose(spine, {
        taskId,
        key: "more",
        kind: "email_internal",
        payload: mailTo("maya@signalbox.example", "x"),
        provenance: "internal",
        revision: 1,
      }),
    ).rejects.toMatchObject({ code: "cancelled" });
  });

  it("leaves an effect as it is whose answer was lost", async () => {
    const { taskId, approvalId, actionId, mark } = await heldMail(-1000);
    await changeApproval(spine, approvalId, { kind: "release" });
    await faults("mail", { path: "/emails", match: mark, drop: true, times: 1 });
    expect(await perform(spine, actionId)).toMatchObject({ kind: "wait", code: "effect_unknown" });
    expect((await cancel(taskId)).status).toBe(202);
    const effect = async () => spine.db.select().from(effects).where(eq(effects.actionId, actionId)).get();
    expect(await effect()).toMatchObject({ state: "unknown" });
    // Mail can't be looked for, only sent again, and that is over: people decide.
    expect(await perform(spine, actionId)).toMatchObject({ kind: "retry", code: "effect_unknown" });
    expect(await effect()).toMatchObject({ state: "unknown", error: expect.stringContaining("too late") });
    expect(await applied("mail", "/emails", mark)).toHaveLength(1);
  });

  it("ends a task that waits for an answer", async () => {
    const taskId = await run({ text: "can you help us out?" });
    await taskIn(taskId, "waiting_reply");
    expect((await cancel(taskId)).status).toBe(202);
    await closed(taskId, "cancelled");
  });

  it("ends a task that has paused for money", async () => {
    const taskId = await run({ text: words });
    const view = await waiting(taskId);
    // The task's own pot: a version more is not paid for.
    const pot = `task:${taskId}`;
    const rich = 1_000_000_000;
    const limit = Number(env.LLM_TASK_BUDGET_USD) * 1_000_000;
    await settleIdle(spine, 0);
    const [account] = await env.BUDGET_LEDGER.getByName("all").view(
      [{ scope: "task", key: pot, limit }],
      Date.now(),
    );
    const left = limit - (account?.spent ?? 0) - (account?.reserved ?? 0);
    const day = new Date().toISOString().slice(0, 10);
    const other = unique();
    const keys = {
      task: pot,
      "project-day": `project-day:${other}:${day}`,
      "system-day": `system-day:${other}`,
      "system-month": `system-month:${other}`,
    };
    const limits = { task: limit, "project-day": rich, "system-day": rich, "system-month": rich };
    const reserved = await env.BUDGET_LEDGER.getByName("all").reserve(other, keys, limits, left, Date.now());
    expect(reserved).toMatchObject({ kind: "reserved" });
    await env.BUDGET_LEDGER.getByName("all").settle([{ id: other, cost: left }], Date.now());
    await decide(view, "revised", "Shorter, please.");
    await taskIn(taskId, "out_of_budget");
    expect((await cancel(taskId)).status).toBe(202);
    const ended = await closed(taskId, "cancelled");
    expect(ended.timeline.some((entry) => entry.type === "budget.resumed")).toBe(false);
  });

  it("ends a task that has not begun yet, before it costs anything", async () => {
    const id = `editorial-${unique()}`;
    const at = Date.now();
    const said = { type: "request", by: "you", text: words, project: "default", channel: null } as const;
    const signalId = `api:you:${id}`;
    await spine.db.batch([
      spine.db.insert(signals).values({
        id: signalId,
        kind: "api.request",
        provenance: "operator",
        status: "handled",
        body: said,
        receivedAt: at,
      }),
      spine.db.insert(signalAnswers).values({ signalId, job: "editorial", answer: "took", taskId: id, at }),
      spine.db.insert(tasks).values({
        id,
        signalId,
        kind: "undecided",
        project: "default",
        conversation: id,
        requestedBy: "you",
        status: "queued",
        createdAt: at,
        updatedAt: at,
      }),
    ]);
    expect((await cancel(id)).status).toBe(202);
    await env.EDITORIAL.create({ id, params: { taskId: id } });
    const ended = await closed(id, "cancelled");
    expect(ended.cost.calls).toBe(0);
  });

  it("ends a task between the tries of its work", async () => {
    const mark = unique();
    await faults("anthropic", { match: mark, status: 529, retryAfter: 1, times: 3 });
    const taskId = await run({ text: words.replace("calm releases", mark) });
    await taskIn(taskId, "working");
    expect((await cancel(taskId)).status).toBe(202);
    const ended = await closed(taskId, "cancelled");
    expect(ended.cost.calls).toBe(0);
  });

  it("is asked for once: the first one's word stays, and the others are told the same", async () => {
    const taskId = await aTask();
    expect((await cancel(taskId, as("approver-token"))).status).toBe(202);
    expect((await cancel(taskId)).status).toBe(202);
    const view = await viewOf(taskId);
    expect(view.task).toMatchObject({ status: "working", cancel: { by: "arno" } });
    expect(view.timeline.filter((entry) => entry.type === "task.cancel_requested")).toHaveLength(1);
  });

  it("is refused for what has ended, for what there isn't, and to a viewer", async () => {
    const done = await cancel(await aTask({ status: "done" }));
    expect(done.status).toBe(409);
    expect((await body(done)).error.message).toContain("done");
    expect((await cancel("editorial-none")).status).toBe(404);
    const open = await aTask();
    expect((await cancel(open, as("viewer-token"))).status).toBe(403);
    expect((await viewOf(open)).task).toMatchObject({ cancel: null });
  });
});
