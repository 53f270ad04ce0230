import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { editorial } from "../../../shared/jobs/editorial/job.ts";
import { taskIdOf } from "../../../shared/spine/jobs.ts";
import { app } from "../../../workers/app.ts";
import { onCron } from "../../../workers/cron.ts";
import worker from "../../../workers/index.ts";
import { batchOf } from "../support/batch.ts";
import { click, postSlack, sign, writeInSlack } from "../support/slack.ts";
import { listen } from "../support/socket.ts";
import { api, apiToken, asked, request, taskIn } from "../support/task.ts";

const event = (id: string): string =>
  JSON.stringify({
    type: "event_callback",
    event_id: id,
    event: { type: "message", channel: "C0CONTENT", user: "U0PRIYA", text: "hello", ts: "1.1" },
  });
const seconds = (): number => Math.floor(Date.now() / 1000);
const statusOf = async (id: string) =>
  env.DB.prepare("SELECT status, reason FROM signals WHERE id = ?")
    .bind(`slack:${id}`)
    .first<{ status: string; reason: string }>();

describe("the Slack door", () => {
  it("answers url_verification", async () => {
    const response = await postSlack(JSON.stringify({ type: "url_verification", challenge: "abc" }));
    expect(await response.json()).toEqual({ challenge: "abc" });
  });

  it.each([
    ["no signature", async () => ({})],
    ["a signature of other bytes", async () => sign("other bytes")],
    ["a signature by another secret", async () => sign(event("Ev1"), seconds(), "guess")],
    ["a signature of 301 s ago", async () => sign(event("Ev1"), seconds() - 301)],
    ["a signature from 302 s ahead", async () => sign(event("Ev1"), seconds() + 302)],
    [
      "a timestamp that is no number",
      async () => ({ ...(await sign(event("Ev1"))), "x-slack-request-timestamp": "soon" }),
    ],
    ["half a signature", async () => ({ ...(await sign(event("Ev1"))), "x-slack-signature": "v0=abc" })],
  ])("refuses %s with 401 and records nothing", async (_name, headers) => {
    expect((await postSlack(event("Ev1"), await headers())).status).toBe(401);
    expect(await statusOf("Ev1")).toBeNull();
  });

  it("takes a signature of 290 s ago", async () => {
    expect((await postSlack(event("EvOld"), await sign(event("EvOld"), seconds() - 290))).status).toBe(200);
  });

  it("fails closed with 503 when the signing secret is not set, and names the setting", async () => {
    const signed = new Request("http://signalbox.test/webhooks/slack", {
      method: "POST",
      body: event("Ev2"),
      headers: await sign(event("Ev2")),
    });
    const response = await app.fetch(signed, { ...env, SLACK_SIGNING_SECRET: "" });
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("SLACK_SIGNING_SECRET");
  });

  it("refuses more than 1 MiB with 413", async () => {
    expect((await postSlack(JSON.stringify({ filler: "x".repeat(1024 * 1024) }))).status).toBe(413);
  });

  it.each([
    ["no JSON", "{not json", "not JSON"],
    [
      "an event without an id",
      JSON.stringify({ type: "event_callback", event: { type: "message" } }),
      "event_id",
    ],
  ])("answers 400 with the reason to %s", async (_name, body, reason) => {
    const response = await postSlack(body);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(reason);
  });

  it("answers 400 to a form that is neither a command nor an interaction", async () => {
    expect((await postSlack("a=b", undefined, "application/x-www-form-urlencoded")).status).toBe(400);
    expect((await postSlack("payload=%7Bbad", undefined, "application/x-www-form-urlencoded")).status).toBe(
      400,
    );
  });

  it("keeps what it drops, with the reason", async () => {
    await postSlack(event("EvChat"));
    expect(await statusOf("EvChat")).toEqual({
      status: "dropped",
      reason: "neither a mention nor an answer in a thread",
    });
  });

  it("makes one task of one event, delivered many times at once and later again", async () => {
    const { event: body, eventId } = await writeInSlack(
      "U0PRIYA",
      "<@U0SIGNALBOX> write a post about deliveries",
    );
    const answers = await Promise.all(Array.from({ length: 8 }, async () => postSlack(body)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(200));
    await postSlack(body);
    const taskId = await taskIdOf(`slack:${eventId}`, editorial);
    const view = await taskIn(taskId, "waiting_reply", (one) =>
      one.effects.some((effect) => effect.state === "applied"),
    );
    expect(view.timeline.filter((entry) => entry.type === "task.queued")).toHaveLength(1);
    expect(view.effects).toHaveLength(1);
    expect(view.cost.calls).toBe(1);
  });
});

describe("the other doors", () => {
  it("answers 404 as JSON to an unknown route", async () => {
    const response = await api("/nowhere");
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code: "not_found" } });
  });

  it("tells its health and what is configured, without a secret", async () => {
    const response = await api("/health", {});
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({
      ok: true,
      checks: { d1: "ok" },
      configured: { anthropic: "sandbox", slack: "sandbox", apiTokens: 3 },
    });
    for (const secret of [env.SLACK_SIGNING_SECRET, env.SLACK_BOT_TOKEN, env.ANTHROPIC_API_KEY, apiToken])
      expect(text).not.toContain(secret);
  });

  it("shows tasks only to who has the token", async () => {
    expect((await api("/api/tasks", {})).status).toBe(401);
    expect((await api("/api/tasks", { authorization: "Bearer wrong" })).status).toBe(401);
    expect((await api("/agents/task-agent/some", {})).status).toBe(401);
    expect((await api("/api/tasks/task-none")).status).toBe(404);
  });

  it("names the parameter that is wrong", async () => {
    const response = await api("/api/tasks?limit=0");
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("limit");
  });

  it("pages through tasks without losing or repeating one", async () => {
    for (let n = 0; n < 3; n++) await request("<@U0SIGNALBOX> hello there");
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: { tasks: { id: string }[]; nextCursor: string | null } = JSON.parse(
        await (
          await api(`/api/tasks?limit=2${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`)
        ).text(),
      );
      seen.push(...page.tasks.map((task) => task.id));
      cursor = page.nextCursor;
    }
    const { results } = await env.DB.prepare("SELECT id FROM tasks").all();
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(results.length);
  });

  it("shows a task live on a WebSocket, and takes no state from it", async () => {
    const { taskId } = await request();
    await asked(taskId);
    const listener = await listen<{ status: string; timeline: { type: string }[] }>(
      `/agents/task-agent/${taskId}`,
    );
    const { states } = listener;
    listener.say({ type: "cf_agent_state", state: { status: "failed", timeline: [] } });
    const thread = (
      await env.DB.prepare("SELECT conversation FROM tasks WHERE id = ?")
        .bind(taskId)
        .first<{ conversation: string }>()
    )?.conversation
      .split(":")
      .at(-1);
    await click("U0MAYA", thread ?? "", "approval.approve");
    await vi.waitFor(() => expect(states.at(-1)?.status).toBe("done"), { timeout: 20_000 });
    listener.close();
    expect(states[0]?.status).toBe("waiting_approval");
    expect(states.map((state) => state.status)).not.toContain("failed");
    expect(states.at(-1)?.timeline.map((entry) => entry.type)).toContain("task.done");
  });
});

describe("the queues", () => {
  it("bury a malformed message with the reason, and one that keeps failing", async () => {
    const malformed = batchOf({ nonsense: true }, 1);
    await worker.queue(malformed.value, env);
    expect(malformed.outcome).toEqual({ acked: 1, retried: 0 });
    const early = batchOf({ signalId: "slack:gone" }, 1);
    await worker.queue(early.value, env);
    expect(early.outcome).toEqual({ acked: 0, retried: 1 });
    const last = batchOf({ signalId: "slack:gone" }, 4);
    await worker.queue(last.value, env);
    expect(last.outcome).toEqual({ acked: 1, retried: 0 });

    const reasons = await vi.waitFor(
      async () => {
        const { results } = await env.DB.prepare(
          "SELECT reason, signal_id FROM dead_letters ORDER BY at",
        ).all<{ reason: string; signal_id: string | null }>();
        if (results.length < 2) throw new Error("not buried yet");
        return results;
      },
      { timeout: 10_000 },
    );
    expect(reasons.some((row) => row.reason.includes("malformed"))).toBe(true);
    expect(
      reasons.some((row) => row.signal_id === "slack:gone" && row.reason.includes("not in the outbox")),
    ).toBe(true);
  });

  it("get back what was recorded and never enqueued", async () => {
    const { event: body, eventId } = await writeInSlack("U0PRIYA", "<@U0SIGNALBOX> hello?");
    const parsed = JSON.parse(body);
    await env.DB.prepare(
      "INSERT INTO signals (id, kind, provenance, status, body, received_at) VALUES (?, 'slack.mention', 'internal', 'received', ?, ?)",
    )
      .bind(
        `slack:${eventId}`,
        JSON.stringify({
          type: "slack",
          channel: "C0CONTENT",
          thread: parsed.event.ts,
          reply: false,
          user: "U0PRIYA",
          text: "hello?",
        }),
        Date.now() - 60_000,
      )
      .run();
    await onCron(env);
    await taskIn(await taskIdOf(`slack:${eventId}`, editorial), "waiting_reply");
  });
});
