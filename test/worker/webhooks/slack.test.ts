import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { editorial } from "../../../shared/jobs/editorial/job.ts";
import { taskIdOf } from "../../../shared/spine/jobs.ts";
import { app } from "../../../workers/app.ts";
import { postSlack, sign, writeInSlack } from "../support/slack.ts";
import { taskIn } from "../support/task.ts";

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
