import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { Hono } from "hono";
import { z } from "zod";
import { watch } from "../../../docs/examples/job.ts";
import { render } from "../../../docs/examples/webhook-source.ts";
import { answersTo } from "../../../shared/db/signals.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { httpStatus, SignalboxError } from "../../../shared/platform/errors.ts";
import { tokenHeader } from "../../../shared/platform/signatures/token-header.ts";
import { rulesSchema } from "../../../shared/jobs/rules.ts";
import type { Job } from "../../../shared/spine/job.ts";
import { assembleJobs } from "../../../shared/spine/jobs.ts";
import { routeSignal } from "../../../shared/spine/route-signal.ts";
import { webhookDoor } from "../../../workers/webhooks/webhook-door.ts";
import type { WebhookSource } from "../../../workers/webhooks/webhook-source.ts";
import { signalRow, whyIgnored } from "../support/webhooks.ts";

const pipeline = z.object({ uuid: z.string(), project: z.string() });

/** One that sends a token along, and names its deliveries in the body. */
const gitlab: WebhookSource = {
  name: "gitlab",
  service: "GitLab",
  scheme: tokenHeader({ secret: "METRICS_TOKEN", header: "x-gitlab-token" }),
  delivery: ({ body }) => body(pipeline).uuid,
  read: ({ id, body }) => {
    const { project: service } = body(pipeline);
    const said = { service, branch: "try-out" };
    return [{ id, kind: "render.failed", provenance: "external", body: said, dropReason: null }];
  },
};

/** What is recorded is routed by the tests, and by nobody else. */
const noQueue: typeof env.CONTENT_TASKS = Object.create(env.CONTENT_TASKS, {
  sendBatch: { value: async () => undefined },
});
const queue = { name: "watch-tasks", of: () => noQueue, deadLetters: () => noQueue };
const watching: Job = { ...watch, queues: [queue] };
const jobs = assembleJobs([watching], rulesSchema);
const open = (from: Env) => configuredSpine(from, { jobs });

const app = new Hono<{ Bindings: Env }>();
for (const source of [render, gitlab]) app.post(`/webhooks/${source.name}`, webhookDoor(source, open));
app.onError((error, c) => {
  if (!(error instanceof SignalboxError)) throw error;
  return c.text(error.message, httpStatus(error.code));
});

const key = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

async function post(source: string, payload: object, headers: Record<string, string>, secret: string) {
  const request = new Request(`http://signalbox.test/webhooks/${source}`, {
    method: "POST",
    body: JSON.stringify(payload),
    headers,
  });
  const response = await app.fetch(request, { ...env, METRICS_TOKEN: secret });
  return { status: response.status, text: await response.text() };
}

/** A delivery of Render's, signed as the standard says. */
async function deliver(payload: object, id: string, at = Date.now()) {
  const time = String(Math.floor(at / 1000));
  const raw = Uint8Array.from(atob(key), (char) => char.charCodeAt(0));
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const imported = await crypto.subtle.importKey("raw", raw, algorithm, false, ["sign"]);
  const signed = new TextEncoder().encode(`${id}.${time}.${JSON.stringify(payload)}`);
  const mac = btoa(
    String.fromCharCode(...new Uint8Array(await crypto.subtle.sign("HMAC", imported, signed))),
  );
  const headers = { "webhook-id": id, "webhook-timestamp": time, "webhook-signature": `v1,${mac}` };
  return post("render", payload, headers, `whsec_${key}`);
}

/** What the job says to a signal of that id. */
async function answersOf(id: string) {
  const spine = open(env);
  await routeSignal(spine, [watching], id, queue.name);
  return answersTo(spine.db, [id]);
}

describe("a source that is added", () => {
  it("records what it says, once, for the job that takes it", async () => {
    const id = crypto.randomUUID();
    const payload = { type: "deploy.failed", data: { service: "api", branch: "try-out" } };
    expect(JSON.parse((await deliver(payload, id)).text)).toEqual({ ok: true, signal: "queued" });
    expect(JSON.parse((await deliver(payload, id)).text)).toEqual({ ok: true, signal: "duplicate" });
    const reason = "only main is watched, not try-out";
    expect(await answersOf(`render:${id}`)).toMatchObject([{ job: "watch", answer: "declined", reason }]);
    expect(await answersOf(`render:${id}`)).toHaveLength(1);
    expect(await signalRow(`render:${id}`)).toMatchObject({ kind: "render.failed", status: "dropped" });
  });

  it("may name its deliveries in the body, and send a token along", async () => {
    const uuid = crypto.randomUUID();
    const sent = await post("gitlab", { uuid, project: "shop" }, { "x-gitlab-token": "s3cret" }, "s3cret");
    expect(JSON.parse(sent.text)).toEqual({ ok: true, signal: "queued" });
    expect(await answersOf(`gitlab:${uuid}`)).toMatchObject([{ job: "watch", answer: "declined" }]);
  });

  it("keeps of what it doesn't read why", async () => {
    const id = crypto.randomUUID();
    const answer = await deliver({ type: "deploy.started", data: { service: "api", branch: "main" } }, id);
    expect(JSON.parse(answer.text)).toEqual({ ok: true, signal: "ignored" });
    expect(await whyIgnored(`render:${id}`)).not.toBeNull();
  });

  it("refuses whoever proves nothing, and records nothing", async () => {
    const id = crypto.randomUUID();
    const payload = { type: "deploy.failed", data: { service: "api", branch: "main" } };
    expect(await deliver(payload, id, Date.now() - 301_000)).toEqual({
      status: 401,
      text: "the Render timestamp is stale",
    });
    expect(await post("render", payload, { "webhook-id": id }, `whsec_${key}`)).toMatchObject({
      status: 401,
    });
    expect(await signalRow(`render:${id}`)).toBeNull();
    const uuid = crypto.randomUUID();
    const guessed = await post("gitlab", { uuid, project: "shop" }, { "x-gitlab-token": "guess" }, "s3cret");
    expect(guessed).toEqual({ status: 401, text: "the GitLab token is wrong" });
    expect(await signalRow(`gitlab:${uuid}`)).toBeNull();
  });

  it("fails closed without its secret, naming the setting", async () => {
    const answer = await post("gitlab", { uuid: "1", project: "shop" }, { "x-gitlab-token": "" }, "");
    expect(answer.status).toBe(503);
    expect(answer.text).toContain("METRICS_TOKEN");
  });

  it("says what is wrong with what it can't read", async () => {
    const unnamed = await post("gitlab", { project: "shop" }, { "x-gitlab-token": "s3cret" }, "s3cret");
    expect(unnamed).toMatchObject({ status: 400, text: expect.stringContaining("uuid") });
  });
});
