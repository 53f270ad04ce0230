import { env } from "cloudflare:workers";
import { and, eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { deadLettersEndpoints } from "../../../shared/api/signals.ts";
import { deadLetters, ledger, signals, tasks } from "../../../shared/db/schema.ts";
import { replayDeadLetters } from "../../../shared/spine/replay-dead-letters.ts";
import { sweepOutbox } from "../../../shared/spine/receive.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { editorial } from "../../../shared/jobs/editorial/job.ts";
import { taskIdOf } from "../../../shared/spine/jobs.ts";
import worker from "../../../workers/index.ts";
import { batchOf } from "../support/batch.ts";
import { applied, thread, writeInSlack } from "../support/slack.ts";
import { spine, spineAt, unique } from "../support/spine.ts";
import { api, send, taskIn } from "../support/task.ts";
import { buried, aDeadSignal, statusOf } from "./letters.ts";

const replay = async (body: object, token?: string) =>
  send("/api/dead-letters/replays", body, token ? { authorization: `Bearer ${token}` } : {});

const listed = async (query = "") => {
  const answer = await (await api(`/api/dead-letters${query}`)).json();
  return deadLettersEndpoints.list.answer.parse(answer);
};

const letterIn = async (state: string, id: string) =>
  (await listed(`?state=${state}&limit=100`)).deadLetters.find((one) => one.id === id);

describe("a signal that dies", () => {
  it("is kept with the reason, and replayed it runs to the end", async () => {
    const { id, mark, taskId, letter } = await aDeadSignal();
    expect(await statusOf(id)).toEqual({ status: "dead", reason: expect.stringContaining("power is gone") });
    expect(await letterIn("open", letter.id)).toMatchObject({
      queue: "content-tasks",
      attempts: 4,
      signalId: id,
      reason: expect.stringContaining("power is gone"),
    });

    const response = await replay({ ids: [letter.id] });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ replayed: [letter.id], refused: [] });
    await taskIn(taskId, "done");
    expect(await applied("slack", "chat.postMessage", mark)).toHaveLength(1);
    expect(await statusOf(id)).toEqual({ status: "handled", reason: null });
    expect(await letterIn("open", letter.id)).toBeUndefined();
    expect(await letterIn("replayed", letter.id)).toMatchObject({ closedBy: "you", closedWhy: null });
    const { entries } = JSON.parse(await (await api("/api/ledger?type=signal.replayed")).text());
    expect(entries).toContainEqual(
      expect.objectContaining({ data: { deadLetter: letter.id, signalId: id, by: "you" } }),
    );
  });

  it("makes one task when two people replay it at once, and one of them is told", async () => {
    const { id, mark, taskId, letter } = await aDeadSignal();
    const answers = await Promise.all(
      ["you", "maya", "you"].map(async (by) => replayDeadLetters(spine, by, [letter.id])),
    );
    expect(answers.flatMap((one) => one.replayed)).toEqual([letter.id]);
    const refused = answers.flatMap((one) => one.refused);
    expect(refused).toHaveLength(2);
    for (const { why } of refused) expect(why).toMatch(/just closed it|has replayed it already/);
    await taskIn(taskId, "done");
    expect(await spine.db.$count(tasks, eq(tasks.signalId, id))).toBe(1);
    expect(await applied("slack", "chat.postMessage", mark)).toHaveLength(1);
    const facts = await spine.db
      .select()
      .from(ledger)
      .where(and(eq(ledger.type, "signal.replayed"), eq(ledger.id, `dead/${letter.id}/replayed`)));
    expect(facts).toHaveLength(1);

    const again: unknown = await (await replay({ ids: [letter.id] })).json();
    expect(again).toMatchObject({
      replayed: [],
      refused: [{ id: letter.id, why: expect.stringContaining("has replayed it already") }],
    });
  });

  it("is sent by the sweep when whoever replayed it died before sending", async () => {
    const { id, taskId, letter } = await aDeadSignal();
    const CONTENT_TASKS = {
      send: async () => Promise.reject(new Error("the power is gone")),
      sendBatch: async () => Promise.reject(new Error("the power is gone")),
      metrics: async () => env.CONTENT_TASKS.metrics(),
    };
    await replayDeadLetters(configuredSpine({ ...env, CONTENT_TASKS }), "you", [letter.id]);
    expect(await statusOf(id)).toEqual({ status: "received", reason: null });
    expect(await sweepOutbox(spineAt(60_000))).toBeGreaterThan(0);
    await taskIn(taskId, "done");
  });

  it("does not die once more of a letter that is delivered twice", async () => {
    const { id, taskId, letter } = await aDeadSignal();
    const CONTENT_TASKS = { ...env.CONTENT_TASKS, send: async () => Promise.reject(new Error("later")) };
    await replayDeadLetters(configuredSpine({ ...env, CONTENT_TASKS }), "you", [letter.id]);
    const { id: messageId, at: _at, ...rest } = letter;
    await worker.queue(batchOf({ ...rest, messageId }, 2, "content-tasks-dlq").value, env);
    expect((await statusOf(id))?.status).toBe("received");
    await sweepOutbox(spineAt(60_000));
    await taskIn(taskId, "done");
  });

  it("can die again: that is another letter", async () => {
    const { id, taskId, letter } = await aDeadSignal();
    const CONTENT_TASKS = { ...env.CONTENT_TASKS, send: async () => Promise.reject(new Error("later")) };
    await replayDeadLetters(configuredSpine({ ...env, CONTENT_TASKS }), "you", [letter.id]);
    const second = await buried({ signalId: id });
    expect(second.id).not.toBe(letter.id);
    expect((await statusOf(id))?.status).toBe("dead");
    expect(await (await replay({ ids: [second.id] })).json()).toMatchObject({ replayed: [second.id] });
    await taskIn(taskId, "done");
  });
});

describe("the thread of a signal that dies", () => {
  /** Something written in Slack whose handling throws. */
  const written = async (kind: "slack.mention" | "slack.message", text: string, root?: string) => {
    const { ts, eventId } = await writeInSlack("U0PRIYA", text, root);
    const id = `slack:${eventId}`;
    await spine.db.insert(signals).values({
      id,
      kind,
      provenance: "internal",
      status: "queued",
      body: {
        type: "slack",
        channel: "C0CONTENT",
        thread: root ?? ts,
        reply: root !== undefined,
        user: "U0PRIYA",
        text,
      },
      receivedAt: spine.now(),
    });
    return { id, ts: root ?? ts, letter: await buried({ signalId: id }) };
  };

  it("is told once, with the reason, and goes on when it is replayed", async () => {
    const { id, ts, letter } = await written("slack.mention", "<@U0SIGNALBOX> hello there");
    const said = async () => (await thread(ts)).filter((one) => one.text.includes("could not take this up"));
    await vi.waitFor(async () => expect(await said()).toHaveLength(1), { timeout: 10_000 });
    const { id: messageId, at: _at, ...rest } = letter;
    await worker.queue(batchOf({ ...rest, messageId }, 2, "content-tasks-dlq").value, env);
    const [told, ...others] = await said();
    expect(others).toEqual([]);
    expect(told?.text).toContain("<@U0PRIYA>");
    expect(told?.text).toContain("the power is gone");
    expect(await (await replay({ ids: [letter.id] })).json()).toMatchObject({ replayed: [letter.id] });
    await taskIn(await taskIdOf(id, editorial), "waiting_reply");
  });

  it("is left alone when people were talking among themselves", async () => {
    const { ts } = await writeInSlack("U0PRIYA", "just chatting");
    const { letter } = await written("slack.message", "me too", ts);
    const { id: messageId, at: _at, ...rest } = letter;
    await worker.queue(batchOf({ ...rest, messageId }, 2, "content-tasks-dlq").value, env);
    expect(await thread(ts)).toHaveLength(1);
  });
});

describe("all dead letters", () => {
  it("are replayed in one go, except those that would die again", async () => {
    const dead = [await aDeadSignal(), await aDeadSignal(), await aDeadSignal()];
    const malformed = await buried({ nonsense: true });
    const answer: unknown = await (await replay({ all: true })).json();
    expect(answer).toMatchObject({ refused: [] });
    const { replayed, left } = deadLettersEndpoints.replay.answer.parse(answer);
    for (const { letter } of dead) expect(replayed).toContain(letter.id);
    expect(replayed).not.toContain(malformed.id);
    expect(left).toBe((await listed("?limit=100")).deadLetters.length);
    expect(await letterIn("open", malformed.id)).toBeDefined();
    for (const { taskId } of dead) await taskIn(taskId, "done");
  });

  it("are listed page by page, without personal data", async () => {
    const mark = unique();
    for (let n = 0; n < 3; n++) await buried({ nonsense: `${mark}.person@outside.example` });
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof listed>> = await listed(
        `?limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      seen.push(...page.deadLetters.map((one) => one.id));
      expect(JSON.stringify(page)).not.toContain(mark);
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(await spine.db.$count(deadLetters, eq(deadLetters.state, "open")));
  });
});

describe("what can't be sent again", () => {
  it("is refused with the reason: a malformed message, a signal nobody has recorded, a letter nobody has", async () => {
    const malformed = await buried({ nonsense: true });
    const unknown = await buried({ signalId: "slack:gone" });
    const answer = await (await replay({ ids: [malformed.id, unknown.id, "none"] })).json();
    expect(answer).toMatchObject({ replayed: [] });
    const { refused } = deadLettersEndpoints.replay.answer.parse(answer);
    const why = Object.fromEntries(refused.map((one) => [one.id, one.why]));
    expect(why[malformed.id]).toContain("names no signal");
    expect(why[unknown.id]).toContain("there is no signal slack:gone");
    expect(why["none"]).toBe("there is no such dead letter");
    expect(await letterIn("open", malformed.id)).toBeDefined();
  });

  it("is discarded with a reason, once", async () => {
    const { id } = await buried({ nonsense: true });
    const path = `/api/dead-letters/${id}/discard`;
    expect((await send(path, {})).status).toBe(400);
    expect((await send(path, { reason: "  " })).status).toBe(400);
    expect((await send("/api/dead-letters/none/discard", { reason: "x" })).status).toBe(404);
    const answers = await Promise.all([1, 2].map(async () => send(path, { reason: "a test of ours" })));
    expect(new Set(answers.map((one) => one.status))).toEqual(new Set([200, 409]));
    expect(await letterIn("discarded", id)).toMatchObject({ closedBy: "you", closedWhy: "a test of ours" });
    const { entries } = JSON.parse(await (await api("/api/ledger?type=signal.discarded")).text());
    expect(entries).toContainEqual(
      expect.objectContaining({ data: { deadLetter: id, by: "you", reason: "a test of ours" } }),
    );
    expect(await (await replay({ ids: [id] })).json()).toMatchObject({
      refused: [{ id, why: "you has discarded it already" }],
    });
  });
});

it("lets viewers look at dead letters, and only operators send or discard them", async () => {
  const { id } = await buried({ nonsense: true });
  for (const token of ["viewer-token", "approver-token"]) {
    const authorization = `Bearer ${token}`;
    expect((await api("/api/dead-letters", { authorization })).status).toBe(200);
    expect((await replay({ ids: [id] }, token)).status).toBe(403);
    expect((await replay({ all: true }, token)).status).toBe(403);
    const discard = await send(`/api/dead-letters/${id}/discard`, { reason: "x" }, { authorization });
    expect(discard.status).toBe(403);
  }
  expect((await api("/api/dead-letters", {})).status).toBe(401);
  expect((await replay({ ids: [id], all: true })).status).toBe(400);
  expect(await letterIn("open", id)).toBeDefined();
});
