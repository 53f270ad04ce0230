import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ofTask } from "../../../shared/db/signals.ts";
import { editorial } from "../../../shared/jobs/editorial/job.ts";
import { actionOutcomes, effects, signals, tasks } from "../../../shared/db/schema.ts";
import { setAutonomy } from "../../../shared/spine/autonomy.ts";
import { changeApproval } from "../../../shared/spine/change-approval.ts";
import { perform } from "../../../shared/spine/perform.ts";
import { propose } from "../../../shared/spine/propose.ts";
import { replyToTask } from "../../../shared/spine/reply-to-task.ts";
import { taskIdOf } from "../../../shared/spine/jobs.ts";
import { onCron } from "../../../workers/cron.ts";
import {
  applied,
  faults,
  postSlack,
  referenceIn,
  submitModal,
  thread,
  writeInSlack,
} from "../support/slack.ts";
import { approvalRow, aTask, heldMail, hour, mailTo, spine, spineAt, unique } from "../support/spine.ts";
import {
  api,
  asked,
  brief,
  reported,
  request,
  send,
  type TaskView,
  taskIn,
  viewOf,
} from "../support/task.ts";

const words = brief.replace("<@U0SIGNALBOX> ", "");
const as = (token: string) => ({ authorization: `Bearer ${token}` });
const body = async (response: Response) => JSON.parse(await response.text());
const key = () => ({ "idempotency-key": unique("key") });

/** Asks for something on the dashboard. */
async function run(asking: object, headers = key()): Promise<string> {
  const response = await send("/api/tasks", asking, headers);
  expect(response.status).toBe(202);
  return (await body(response)).taskId;
}

/** Waits until a dashboard's task asks for a decision. */
const waiting = (taskId: string) =>
  taskIn(taskId, "waiting_approval", (view) => view.approvals.at(-1)?.status === "pending");

async function decide({ approvals, actions }: TaskView, decision: string, reason: string | null = null) {
  const id = approvals.at(-1)?.id;
  const digest = actions.findLast((action) => id === `approval-${action.id}`)?.digest;
  const response = await send(
    `/api/approvals/${id}/decisions`,
    { digest, decision, reason },
    as("approver-token"),
  );
  expect(response.status).toBe(200);
}

const cancel = (taskId: string, headers = {}) =>
  send(`/api/tasks/${taskId}/cancel`, { reason: "We need it no more." }, headers);
const retry = async (taskId: string) => send(`/api/tasks/${taskId}/retry`, undefined);
const closed = (taskId: string, status: string) =>
  taskIn(taskId, status, (view) => view.timeline.some((entry) => entry.type === "task.closed"));
const post = (taskId: string) => env.DB.prepare("SELECT * FROM posts WHERE task_id = ?").bind(taskId).first();

describe("a request on the dashboard", () => {
  it("becomes a published post without any Slack", async () => {
    const taskId = await run({ text: words });
    await decide(await waiting(taskId), "approved");
    const done = await closed(taskId, "done");
    expect(await post(taskId)).not.toBeNull();
    expect(done.actions.some((action) => action.kind === "notification_internal")).toBe(false);
    const { text } = await body(await api(`/api/tasks/${taskId}/why`));
    expect(text).toContain("You asked on the dashboard");
    const signal = await spine.db.select().from(signals).where(ofTask(spine.db, taskId)).get();
    expect(signal).toMatchObject({ kind: "api.request", provenance: "operator" });
  });

  it("opens a thread in the channel that it names", async () => {
    const taskId = await run({ text: words, channel: "C0CONTENT" });
    await asked(taskId);
    const row = await spine.db.select().from(tasks).where(eq(tasks.id, taskId)).get();
    const ts = row?.conversation.split(":").at(-1) ?? "";
    expect((await referenceIn(ts)).approvalId).toContain(taskId);
  });

  it("is one task under one key, and other words under that key are refused", async () => {
    const headers = key();
    const first = await body(await send("/api/tasks", { text: words }, headers));
    const second = await body(await send("/api/tasks", { text: words }, headers));
    expect(first.duplicate).toBe(false);
    expect(second).toEqual({ taskId: first.taskId, duplicate: true });
    expect((await send("/api/tasks", { text: "something else" }, headers)).status).toBe(409);
  });

  it("is refused for a project that there isn't, naming those there are, and to a viewer", async () => {
    const response = await send("/api/tasks", { text: words, project: "moonbase" }, key());
    expect(response.status).toBe(400);
    expect((await body(response)).error.message).toMatch(/moonbase.*default/);
    expect((await send("/api/tasks", { text: words }, as("viewer-token"))).status).toBe(403);
  });
});

describe("an answer on the dashboard", () => {
  const answer = (taskId: string, text: string, headers: Record<string, string> = key()) =>
    send(`/api/tasks/${taskId}/replies`, { text }, headers);

  it("lets a task without Slack go on, which says there what it asks", async () => {
    const taskId = await run({ text: "can you help us out?" });
    const view = await taskIn(taskId, "waiting_reply");
    const question = view.timeline.find((entry) => entry.type === "question.asked");
    expect(question?.summary).toBe("an answer on the dashboard");
    expect(question?.data["question"]).toContain("Is it a *blog post*?");
    expect((await answer(taskId, words)).status).toBe(200);
    await decide(await waiting(taskId), "approved");
    await closed(taskId, "done");
  });

  it("is told in the thread where the question stands, and weighs as what it is", async () => {
    const { thread: ts, taskId } = await request("<@U0SIGNALBOX> can you help us out?");
    await taskIn(taskId, "waiting_reply");
    expect((await answer(taskId, words)).status).toBe(200);
    const view = await asked(taskId);
    const told = (await thread(ts)).filter((message) => message.text.includes("answered on the dashboard"));
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain("You answered");
    expect(view.timeline.find((entry) => entry.type === "reply.received")?.summary).toContain("you answered");
    // The request came from somebody without a say, so what is made of both is no operator's.
    const row = await env.DB.prepare(
      "SELECT provenance FROM actions WHERE task_id = ? AND kind = 'blog_publish'",
    )
      .bind(taskId)
      .first();
    expect(row?.["provenance"]).toBe("internal");
  });

  it("counts once of several at the same time, and the others are told that they came too late", async () => {
    const { taskId } = await request("<@U0SIGNALBOX> can you help us out?");
    await taskIn(taskId, "waiting_reply");
    const statuses = await Promise.all([1, 2, 3, 4].map(async () => (await answer(taskId, words)).status));
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409]);
    const view = await asked(taskId);
    expect(view.timeline.filter((entry) => entry.type === "reply.received")).toHaveLength(1);
  });

  it("may be repeated under its key, even when it has been taken, but not with other words", async () => {
    const taskId = await aTask({ status: "waiting_reply" });
    const headers = key();
    expect((await answer(taskId, "One.", headers)).status).toBe(200);
    expect((await answer(taskId, "One.", headers)).status).toBe(200);
    expect((await answer(taskId, "Two.", headers)).status).toBe(409);
    expect((await viewOf(taskId)).timeline.filter((entry) => entry.type === "reply.received")).toHaveLength(
      1,
    );
  });

  it("is refused by a task that asks nothing, that is being cancelled, that there isn't, and to a viewer", async () => {
    const working = await answer(await aTask(), "Hello?");
    expect(working.status).toBe(409);
    expect((await body(working)).error.message).toContain("working");
    const ending = await aTask({ status: "waiting_reply", cancel: { by: "maya", reason: "no" } });
    const late = await answer(ending, "Hello?");
    expect((await body(late)).error.message).toContain("cancelled by maya");
    expect((await answer("editorial-none", "Hello?")).status).toBe(404);
    const open = await aTask({ status: "waiting_reply" });
    expect((await answer(open, "Hello?", as("viewer-token"))).status).toBe(403);
  });

  it("is not written when the task moves on in the same moment", async () => {
    const taskId = await aTask({ status: "waiting_reply" });
    const reply = { taskId, by: "you", text: "Yes.", provenance: "operator" } as const;
    const [first, second] = await Promise.all([
      replyToTask(spine, { ...reply, onceKey: "a" }),
      replyToTask(spine, { ...reply, onceKey: "b" }),
    ]);
    expect([first, second].filter((one) => one === null)).toHaveLength(1);
    expect(await spine.db.select().from(signals).where(ofTask(spine.db, taskId))).toHaveLength(2);
  });
});

describe("doing a task again", () => {
  it("makes one new task of a rejected one, in the same thread and words, however often it is asked for", async () => {
    const { thread: ts, taskId } = await request();
    await asked(taskId);
    await submitModal("U0MAYA", "approval.reject", "reason", await referenceIn(ts), "Not now.");
    await reported(taskId, "rejected");
    const answers = await Promise.all([retry(taskId), retry(taskId)]);
    expect(answers.map((response) => response.status)).toEqual([202, 202]);
    const [one, two] = await Promise.all(answers.map(body));
    expect(one).toEqual(two);
    await asked(one.taskId);
    expect((await referenceIn(ts)).approvalId).toContain(one.taskId);
    const old = await viewOf(taskId);
    expect(old.task.status).toBe("rejected");
    const facts = old.timeline.filter((entry) => entry.type === "task.retried");
    expect(facts).toMatchObject([{ data: { by: "you", taskId: one.taskId } }]);
    const [before, after] = await Promise.all(
      [taskId, one.taskId].map((id) => spine.db.select().from(tasks).where(eq(tasks.id, id)).get()),
    );
    const { text } = await body(await api(`/api/tasks/${one.taskId}/why`));
    expect(text).toContain(`done again after ${taskId}`);
    expect(after).toMatchObject({ requestedBy: before?.requestedBy, conversation: before?.conversation });
  });

  it("is no answer to another task that is open in the thread", async () => {
    await faults("anthropic", { match: "You sort requests", status: 403, times: 1 });
    const { thread: ts } = await request();
    const mention = await writeInSlack("U0PRIYA", "<@U0SIGNALBOX> can you help us out?", ts);
    await vi.waitFor(
      async () => expect((await thread(ts)).at(-1)?.text).toContain("could not finish"),
      20_000,
    );
    await postSlack(mention.event.replace('"type":"message"', '"type":"app_mention"'));
    const second = await taskIdOf(`slack:${mention.eventId}`, editorial);
    await cancel((await taskIn(second, "waiting_reply")).task.id);
    await closed(second, "cancelled");
    const third = await writeInSlack("U0PRIYA", "<@U0SIGNALBOX> can you help us out?", ts);
    await postSlack(third.event.replace('"type":"message"', '"type":"app_mention"'));
    const open = await taskIdOf(`slack:${third.eventId}`, editorial);
    await taskIn(open, "waiting_reply");
    const { taskId } = await body(await retry(second));
    await taskIn(taskId, "waiting_reply");
    expect((await viewOf(open)).task.status).toBe("waiting_reply");
  });

  it("is an errand for an action, and its failure may be mended by it", async () => {
    const mark = unique();
    await faults("mail", { path: "/emails", match: mark, status: 422, times: 1 });
    const kind = "email_external";
    const proposed = await send(
      "/api/actions",
      { kind, payload: mailTo(`${mark}@outside.example`, mark) },
      key(),
    );
    const { taskId } = await body(proposed);
    await decide(await waiting(taskId), "approved");
    await closed(taskId, "failed");
    const { taskId: again } = await body(await retry(taskId));
    expect(again).toMatch(/^errand-/);
    await decide(await waiting(again), "approved");
    await closed(again, "done");
    expect(await applied("mail", "/emails", mark)).toHaveLength(1);
  });

  it("is refused while it is open, when it is done, for what there isn't, and to a viewer", async () => {
    const open = await retry(await aTask({ status: "waiting_reply" }));
    expect(open.status).toBe(409);
    expect((await body(open)).error.message).toContain("waiting reply");
    const done = await retry(await aTask({ status: "done" }));
    expect(done.status).toBe(409);
    expect((await body(done)).error.message).toContain("done");
    expect((await retry("editorial-none")).status).toBe(404);
    const failed = await aTask({ status: "failed" });
    expect((await send(`/api/tasks/${failed}/retry`, undefined, as("viewer-token"))).status).toBe(403);
  });
});

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
        kind: "blog_rebuild",
        payload: { slug: "x" },
        provenance: "internal",
        revision: 1,
      }),
    ).rejects.toMatchObject({ code: "cancelled" });
  });

  it("leaves an effect as it is whose answer was lost", async () => {
    const { taskId, approvalId, actionId, mark } = await heldMail(-1000);
    await changeApproval(spine, approvalId, { kind: "release" });
    await faults("mail", { path: "/emails", match: mark, drop: true, times: 1 });
    expect(await perform(spine, actionId)).toMatchObject({ kind: "retry", code: "effect_unknown" });
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

describe("the list of tasks", () => {
  const list = async (
    query: Record<string, string>,
  ): Promise<{ tasks: { id: string }[]; nextCursor: string | null }> =>
    body(await api(`/api/tasks?${new URLSearchParams(query).toString()}`));

  async function walk(query: Record<string, string>): Promise<string[]> {
    const ids: string[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const page = await list({ ...query, limit: "3", ...(cursor === "" ? {} : { cursor }) });
      expect(page.tasks.length).toBeLessThanOrEqual(3);
      ids.push(...page.tasks.map((task) => task.id));
      cursor = page.nextCursor;
    }
    return ids;
  }

  it("is narrowed by each filter and by all together, without gaps or repeats from page to page", async () => {
    const kind = unique("kind");
    const project = unique("project");
    const at = Date.now();
    const made: { id: string; status: string; title: string }[] = [];
    for (let n = 0; n < 14; n++) {
      const status = n % 2 === 0 ? ("failed" as const) : ("done" as const);
      const title = n % 3 === 0 ? `Lanterns ${kind} at night` : null;
      // Several in the same millisecond: the id decides between them.
      const id = await aTask({ kind, project, status, title, createdAt: at + Math.floor(n / 4) });
      made.push({ id, status, title: title ?? "" });
    }
    const ids = (some: { id: string }[]) => some.map((one) => one.id).toSorted();
    const failed = made.filter((one) => one.status === "failed");
    const titled = made.filter((one) => one.title !== "");
    expect((await walk({ kind })).toSorted()).toEqual(ids(made));
    expect((await walk({ project })).toSorted()).toEqual(ids(made));
    expect((await walk({ status: "failed", kind })).toSorted()).toEqual(ids(failed));
    expect((await walk({ status: "failed", kind, project })).toSorted()).toEqual(ids(failed));
    expect((await walk({ kind, project: "default" })).toSorted()).toEqual([]);
    const q = `lanterns ${kind}`;
    const found = await walk({ q });
    expect(found).toEqual(titled.map((one) => one.id).toReversed());
    const both = titled.filter((one) => one.status === "failed");
    expect(await walk({ q, status: "failed" })).toEqual(both.map((one) => one.id).toReversed());
    expect(await walk({ q, project: "default" })).toEqual([]);
  });

  it("goes on where it was while new tasks come in", async () => {
    const mark = unique("growing");
    const first = [await aTask({ title: mark }), await aTask({ title: mark }), await aTask({ title: mark })];
    const page = await list({ q: mark, limit: "2" });
    expect(page.tasks.map((task) => task.id)).toEqual([first[2], first[1]]);
    await aTask({ title: mark });
    const next = await list({ q: mark, limit: "2", cursor: page.nextCursor ?? "" });
    expect(next.tasks.map((task) => task.id)).toEqual([first[0]]);
  });

  it("finds a part of a title, an id or a requester, and what a title has become", async () => {
    const requestedBy = unique("person");
    const id = await aTask({ requestedBy, title: null });
    expect((await list({ q: id.slice(3) })).tasks.map((task) => task.id)).toEqual([id]);
    expect((await list({ q: requestedBy.slice(2).toUpperCase() })).tasks.map((task) => task.id)).toEqual([
      id,
    ]);
    const title = unique("Größe");
    await spine.db.update(tasks).set({ title }).where(eq(tasks.id, id));
    expect((await list({ q: title.slice(1, -1) })).tasks.map((task) => task.id)).toEqual([id]);
  });

  it.each([
    '"',
    '""',
    "*",
    "a* OR b",
    "NEAR(a b)",
    "%",
    "_",
    "title:",
    "{id title}:",
    "'; DROP",
    "^-+",
    "\\",
    "😀",
  ])("takes %j for nothing but what it is", async (hostile) => {
    const mark = unique("odd");
    const title = `before ${mark} ${hostile} behind`;
    const id = await aTask({ title });
    await aTask({ title: `before ${mark} and behind` });
    expect((await list({ q: `${mark} ${hostile} beh` })).tasks.map((task) => task.id)).toEqual([id]);
    expect((await list({ q: `${mark}${hostile}nowhere` })).tasks).toEqual([]);
  });

  it("refuses what can't be looked for, and filters that there aren't", async () => {
    for (const query of ["q=ab", "q=ab%20", "q=abc%00def", "status=asleep", "project=", "cursor=nonsense"])
      expect(`${query} ${(await api(`/api/tasks?${query}`)).status}`).toBe(`${query} 400`);
    expect((await api("/api/tasks?q=%22%22%22")).status).toBe(200);
  });
});
