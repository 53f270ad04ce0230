import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { ledger } from "../../../shared/db/schema.ts";
import type { Person } from "../../../shared/domain/person.ts";
import { postedMessage, type PostedMessage } from "../../../shared/integrations/slack/message.ts";
import { act } from "../../../shared/spine/act.ts";
import { perform } from "../../../shared/spine/perform.ts";
import { keyOfName, questionName } from "../../../shared/spine/question-message.ts";
import { resume, stop } from "../../../shared/spine/stop.ts";
import { applied, clickOn, faults, postSlack, sandbox, submitModal, writeInSlack } from "../support/slack.ts";
import { approvalRow, aTask, mailOut, spine, unique } from "../support/spine.ts";
import { signalRow } from "../support/webhooks.ts";

const maya: Person = { id: "maya", name: "Maya", role: "operator" };
const askingKey = keyOfName(questionName("action", 1));

async function say(taskId: string, key: string, over: object = {}) {
  const payload = { channel: "C0CONTENT", thread: null, text: unique(), blocks: [], update: null, ...over };
  return act(spine, {
    taskId,
    key,
    kind: "notification_internal",
    payload,
    provenance: "internal",
    revision: 1,
  });
}

async function said(taskId: string, key: string, over: object = {}): Promise<PostedMessage> {
  const done = await say(taskId, key, over);
  if (done.kind !== "done") throw new Error(JSON.stringify(done));
  return postedMessage.parse(done.value);
}

/** A mail that is asked about in a message of its own. */
async function askedMail() {
  const { approvalId, digest, taskId } = await mailOut();
  return { approvalId, digest, taskId, message: await said(taskId, askingKey) };
}

type Asked = Awaited<ReturnType<typeof askedMail>>;

const yes = async ({ approvalId, digest }: Asked, message: PostedMessage, user = "U0MAYA") => {
  const response = await clickOn(user, "approval.approve", { approvalId, digest, message });
  expect(response.status).toBe(200);
};

async function refusalsOf(taskId: string) {
  const rows = await spine.db
    .select({ data: ledger.data })
    .from(ledger)
    .where(and(eq(ledger.taskId, taskId), eq(ledger.type, "approval.refused")));
  return rows.map(({ data }) => data["code"]);
}

beforeAll(async () => {
  await sandbox("/slack/_sandbox/reset", {});
});

describe("a button", () => {
  it("counts on the message in which its approval is asked for", async () => {
    const one = await askedMail();
    await yes(one, one.message);
    expect(await approvalRow(one.approvalId)).toMatchObject({ status: "approved", decidedBy: "maya" });
  });

  it.each<[string, (one: Asked) => Promise<PostedMessage>]>([
    ["another task's message", async () => said(await aTask(), "lunch")],
    ["another message of its own task", async (one) => said(one.taskId, "report")],
    ["the question of another approval", async () => (await askedMail()).message],
    ["a message of the same time elsewhere", async ({ message }) => ({ ...message, channel: "C0GENERAL" })],
    ["a message of nobody's", async () => ({ channel: "C0CONTENT", ts: "1.1" })],
    [
      "the question, once another task has rewritten it",
      async ({ message }) => said(await aTask(), "rewrite", { update: message.ts }),
    ],
  ])("counts for nothing on %s, and says what it stands for", async (_where, messageOf) => {
    const one = await askedMail();
    const message = await messageOf(one);
    await yes(one, message);
    await clickOn("U0MAYA", "approval.reject", { ...one, message });
    expect(await approvalRow(one.approvalId)).toMatchObject({ status: "pending", votes: [] });
    expect(await refusalsOf(one.taskId)).toEqual(["not_the_question", "not_the_question"]);
    const told = await vi.waitFor(async () => {
      const found = (await applied("slack", "chat.postEphemeral", one.taskId)).at(-1);
      if (found === undefined) throw new Error("not told yet");
      return JSON.stringify(found);
    }, 10_000);
    expect(told).toContain("email_external");
    expect(told).toContain(`/inbox/${one.approvalId}`);
    expect(await applied("slack", "views.open", one.approvalId)).toEqual([]);
  });

  it("counts on a question whose answer was lost and that was found", async () => {
    const { approvalId, digest, taskId } = await mailOut();
    const text = unique();
    await faults("slack", { path: "chat.postMessage", match: text, drop: true });
    expect((await say(taskId, askingKey, { text })).kind).toBe("wait");
    const found = await perform(spine, `${taskId}.${askingKey}`);
    if (found.kind !== "done") throw new Error(JSON.stringify(found));
    const message = postedMessage.parse(found.value);
    await yes({ approvalId, digest, taskId, message }, message);
    expect(await approvalRow(approvalId)).toMatchObject({ status: "approved" });
  });

  it("counts while everything is stopped, and says that what follows has to wait", async () => {
    const one = await askedMail();
    const reason = `wrong recipients ${unique()}`;
    const made = await stop(spine, { scope: { kind: "all" }, person: maya, reason });
    try {
      await yes(one, one.message);
      // Another click's whisper may be under way yet, and says the same.
      await vi.waitFor(
        async () => expect(await applied("slack", "chat.postEphemeral", reason)).not.toHaveLength(0),
        10_000,
      );
    } finally {
      await resume(spine, { stopId: made.stop.id, person: maya, reason: "mended" });
    }
    expect(await approvalRow(one.approvalId)).toMatchObject({ status: "approved" });
  });

  it("is answered in time and recorded when nobody can be told of it, or no form opens", async () => {
    const one = await askedMail();
    await faults(
      "slack",
      { path: "chat.postEphemeral", status: 500, times: 2 },
      { path: "views.open", match: one.approvalId, delayMs: 8000 },
    );
    await yes(one, one.message, "U0JONAS");
    expect(await refusalsOf(one.taskId)).toEqual(["not_allowed"]);
    const before = Date.now();
    const response = await clickOn("U0MAYA", "approval.reject", one);
    expect(response.status).toBe(200);
    expect(Date.now() - before).toBeLessThan(6000);
    expect(await approvalRow(one.approvalId)).toMatchObject({ status: "pending" });
  });
});

describe("a form for words", () => {
  it("counts for the question that it was opened on, and for no newer one", async () => {
    const to = `${unique()}@outside.example`;
    const subject = unique();
    const first = await mailOut({ to, subject });
    const message = await said(first.taskId, askingKey);
    const second = await mailOut({ to, subject });
    const { approvalId, digest } = first;
    const late = await submitModal(
      "U0MAYA",
      "approval.reject",
      "reason",
      { approvalId, digest, message },
      "No.",
    );
    expect(JSON.stringify(await late.json())).toContain("a newer version has replaced it");
    const other = { approvalId: second.approvalId, digest: second.digest, message };
    const borrowed = await submitModal("U0MAYA", "approval.reject", "reason", other, "No.");
    expect(JSON.stringify(await borrowed.json())).toContain("not the one in which I ask");
    expect(await approvalRow(second.approvalId)).toMatchObject({ status: "pending" });
  });
});

describe("words in Slack", () => {
  it("decide nothing in the thread of a question, nor by an edit that mentions us", async () => {
    const one = await askedMail();
    const { event, eventId } = await writeInSlack("U0MAYA", "approve", one.message.ts);
    await postSlack(event);
    const edited = JSON.parse(event);
    const again = { ...edited, event_id: `${eventId}-edit` };
    Object.assign(again.event, { type: "app_mention", edited: { user: "U0MAYA", ts: one.message.ts } });
    await postSlack(JSON.stringify(again));
    await vi.waitFor(async () => {
      expect(await signalRow(`slack:${eventId}`)).toMatchObject({ status: "dropped" });
      // Words that now mention us are a request like any other.
      expect(await signalRow(`slack:${eventId}-edit`)).toMatchObject({ status: "handled" });
    }, 10_000);
    expect(await approvalRow(one.approvalId)).toMatchObject({ status: "pending", votes: [] });
  });
});
