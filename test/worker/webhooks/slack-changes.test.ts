import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { signalAnswers, signals, tasks } from "../../../shared/db/schema.ts";
import { conversationKey } from "../../../shared/domain/signal.ts";
import { postSlack } from "../support/slack.ts";
import { aTask, spine, unique } from "../support/spine.ts";
import { signalRow } from "../support/webhooks.ts";

const channel = "C0CONTENT";
let seconds = Math.floor(Date.now() / 1000);
const words = (text: string, thread: string, answer?: string) => ({
  type: "slack",
  channel,
  thread,
  reply: answer !== undefined,
  ...(answer === undefined ? {} : { ts: answer }),
  user: "U0PRIYA",
  text,
});

/** A request that was recorded and not yet taken up; in a thread, where one is given. */
async function request(thread?: string) {
  const ts = `${seconds++}.000100`;
  const id = unique("slack:Ev");
  const receivedAt = Number(ts) * 1000 + 200;
  const kind = "slack.mention";
  const body = thread === undefined ? words("write sth", ts) : words("write sth", thread, ts);
  await spine.db
    .insert(signals)
    .values({ id, kind, provenance: "internal", status: "queued", body, receivedAt });
  return { id, ts };
}

/** The same, taken up by a task that stands so. */
async function begun(status: "queued" | "waiting_reply" | "working" | "done", thread?: string) {
  const { id, ts } = await request(thread);
  const taskId = await aTask({ id: unique("editorial"), status });
  await spine.db
    .update(tasks)
    .set({ conversation: conversationKey(channel, thread ?? ts), signalId: id })
    .where(eq(tasks.id, taskId));
  await take(id, taskId);
  return { id, ts, taskId };
}

async function take(id: string, taskId: string): Promise<void> {
  await spine.db
    .insert(signalAnswers)
    .values({ signalId: id, job: "editorial", answer: "took", taskId, at: spine.now() });
  await spine.db.update(signals).set({ status: "handled" }).where(eq(signals.id, id));
}

async function tell(event: object): Promise<string> {
  const event_id = unique("Ev");
  const authorizations = [{ user_id: "U0SIGNALBOX", team_id: "T0SANDBOX" }];
  const response = await postSlack(
    JSON.stringify({ type: "event_callback", event_id, authorizations, event }),
  );
  expect(response.status).toBe(200);
  return `slack:${event_id}`;
}
const edited = async (ts: string, text: string, thread?: string) =>
  tell({
    ...(thread === undefined ? {} : { thread_ts: thread }),
    type: "app_mention",
    user: "U0PRIYA",
    channel,
    ts,
    text: `<@U0SIGNALBOX> ${text}`,
    edited: { user: "U0PRIYA", ts },
  });
const deleted = async (ts: string) =>
  tell({
    type: "message",
    subtype: "message_deleted",
    channel,
    ts: `${ts}1`,
    deleted_ts: ts,
    previous_message: { user: "U0PRIYA", ts },
  });

describe("a message in Slack that is changed", () => {
  it("is the same request in its new words, while nothing has begun", async () => {
    const { id, ts } = await request();
    const change = await edited(ts, "write something &amp; more");
    expect(await signalRow(id)).toMatchObject({
      status: "queued",
      body: words("write something & more", ts),
    });
    expect(await signalRow(change)).toMatchObject({
      status: "dropped",
      reason: `another version of ${id}, which had not begun`,
    });
  });

  it("is said in its thread once a task has begun of it", async () => {
    const { ts } = await begun("waiting_reply");
    expect(await signalRow(await edited(ts, "about exports"))).toMatchObject({
      kind: "slack.message",
      body: { thread: ts, reply: true, text: "about exports" },
    });
  });

  it("is the same request in a thread of people's, also when its task has ended", async () => {
    const thread = `${seconds++}.000100`;
    const first = await request(thread);
    await edited(first.ts, "write something", thread);
    expect(await signalRow(first.id)).toMatchObject({ body: words("write something", thread, first.ts) });
    const { id, ts } = await begun("done", thread);
    expect(await signalRow(await edited(ts, "write something else", thread))).toMatchObject({
      status: "dropped",
      reason: `another version of ${id}, whose task has ended`,
    });
  });

  it("is a request of its own where only the change mentions us", async () => {
    const change = await edited(`${seconds++}.000100`, "write something");
    expect(await signalRow(change)).toMatchObject({ kind: "slack.mention", body: { reply: false } });
    expect((await signalRow(change))?.status).not.toBe("dropped");
  });
});

describe("a message in Slack that is deleted", () => {
  it("withdraws what it asked for, as long as nothing has begun", async () => {
    const { id, ts } = await request();
    const told = await deleted(ts);
    expect(await signalRow(id)).toMatchObject({ status: "dropped", reason: "its message was deleted" });
    expect(await signalRow(told)).toMatchObject({ status: "dropped", reason: `${id} was withdrawn by it` });
    const waiting = await begun("waiting_reply");
    await deleted(waiting.ts);
    const task = await spine.db.select().from(tasks).where(eq(tasks.id, waiting.taskId)).get();
    expect(task?.cancel).toEqual({ by: "slack:U0PRIYA", reason: "its message was deleted" });
  });

  it("withdraws a request in a thread, and no task that has heard it as an answer", async () => {
    const thread = `${seconds++}.000100`;
    const { id, ts } = await request(thread);
    await deleted(ts);
    expect(await signalRow(id)).toMatchObject({ status: "dropped" });
    const { taskId } = await begun("waiting_reply", thread);
    const answer = await request(thread);
    await take(answer.id, taskId);
    expect(await signalRow(await deleted(answer.ts))).toMatchObject({
      reason: `${answer.id} was an answer, which ${taskId} has heard`,
    });
    const task = await spine.db.select().from(tasks).where(eq(tasks.id, taskId)).get();
    expect(task?.cancel).toBeNull();
  });

  it("leaves alone what has begun, and says so", async () => {
    const { id, ts, taskId } = await begun("working");
    expect(await signalRow(await deleted(ts))).toMatchObject({
      reason: `the task of ${id} has begun, and goes on`,
    });
    expect((await spine.db.select().from(tasks).where(eq(tasks.id, taskId)).get())?.cancel).toBeNull();
    expect(await signalRow(await deleted("1.000100"))).toMatchObject({
      reason: "the deleted message asked for nothing",
    });
  });
});
