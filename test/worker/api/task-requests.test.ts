import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { ofTask } from "../../../shared/db/signals.ts";
import { editorial } from "../../../shared/jobs/editorial/job.ts";
import { signals, tasks } from "../../../shared/db/schema.ts";
import { replyToTask } from "../../../shared/spine/reply-to-task.ts";
import { taskIdOf } from "../../../shared/spine/jobs.ts";
import {
  applied,
  faults,
  postSlack,
  referenceIn,
  submitModal,
  thread,
  writeInSlack,
} from "../support/slack.ts";
import { aTask, mailTo, spine, unique } from "../support/spine.ts";
import { api, asked, reported, request, send, taskIn, viewOf } from "../support/task.ts";
import { words, as, body, key, run, waiting, decide, cancel, closed, post } from "./dashboard-task.ts";

const retry = async (taskId: string) => send(`/api/tasks/${taskId}/retry`, undefined);

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
    expect(question?.data["question"]).toContain("Is it a *blog post*, a *social post*, ");
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
    await faults("anthropic", { match: "for an editorial desk", status: 403, times: 1 });
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
