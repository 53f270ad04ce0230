import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { seededIssues } from "../../../sandbox/sentry/seed.ts";
import { createSentryTwin } from "../../../sandbox/sentry/twin.ts";
import { type Resource, sentryWebhook } from "../../../sandbox/sentry/webhooks.ts";
import { startReceiver } from "./support/receiver.ts";

const examples = resolve(import.meta.dirname, "../../../sandbox/examples/acme");
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let twin: ReturnType<typeof createSentryTwin>;
beforeEach(async () => {
  receiver = await startReceiver();
  twin = createSentryTwin({ signalboxUrl: receiver.url, clientSecret: "sentry-secret" });
});
afterEach(() => receiver.close());

const authorization = "Bearer sntrys_1";
async function api(path: string, body?: object, headers: Record<string, string> = { authorization }) {
  const init = body ? { method: "PUT", body: JSON.stringify(body), headers } : { headers };
  const response = await twin.app.request(`/api/0/${path}`, init);
  const json: unknown = await response.json();
  return { status: response.status, json };
}
const alert = async (body: object) =>
  twin.app.request("/_people/alert", { method: "POST", body: JSON.stringify(body) });
const issue = "organizations/acme/issues/5001/";
const unresolved = "projects/acme/checkout/issues/?query=is:unresolved";
const [crash] = seededIssues(Date.now());
if (!crash) throw new Error("there is no issue at the start");

describe("Sentry's traces", () => {
  it("have the lines of the shipped repositories", () => {
    const frames = seededIssues(0).flatMap((one) => one.frames ?? []);
    const own = frames.filter((frame) => frame.inApp);
    expect(own.length).toBeGreaterThan(8);
    for (const { file, line, source } of own) {
      const text = readFileSync(join(examples, file.replace("/srv/", "")), "utf8");
      expect({ file, line, source: text.split("\n")[(line ?? 0) - 1] }).toEqual({ file, line, source });
    }
  });

  it("end where the shipped checkout really crashes", async () => {
    const crashing = `
      import { addItem, createCart } from "./src/cart.js";
      import { createApp } from "./src/server.js";
      import { PriceList } from "./src/price-list.js";
      const app = createApp(new PriceList([])).listen(0, async () => {
        const body = JSON.stringify({ lines: [{ sku: "lamp", quantity: 1 }], country: "DE" });
        await fetch("http://127.0.0.1:" + app.address().port + "/checkout", { method: "POST", body });
        app.closeAllConnections();
        app.close();
      });`;
    const cwd = join(examples, "checkout");
    const { stderr } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", crashing], {
      cwd,
    });
    expect(stderr).toContain(`${crash.type}: ${crash.value}`);
    const real = Array.from(
      stderr.matchAll(/file:\/\/\S*\/checkout\/(src\/\S+):(\d+):(\d+)/g),
      ([, file, line, column]) => `${file}:${line}:${column}`,
    );
    const told = (crash.frames ?? []).filter((frame) => frame.inApp);
    expect(
      told
        .toReversed()
        .map(({ file, line, column }) => `${file.replace("/srv/checkout/", "")}:${line}:${column}`),
    ).toEqual(real);
  });
});

describe("the stand-in for Sentry", () => {
  it("answers with an issue, and its latest event with the outermost call first", async () => {
    expect(await api(issue)).toMatchObject({
      status: 200,
      json: {
        shortId: "CHECKOUT-1",
        count: "214",
        userCount: 37,
        status: "unresolved",
        project: { slug: "checkout" },
      },
    });
    expect(await api("organizations/acme/issues/CHECKOUT-1/")).toEqual(await api(issue));
    const latest = await api(`${issue}events/latest/`);
    expect(latest).toMatchObject({
      status: 200,
      json: {
        groupID: "5001",
        entries: expect.arrayContaining([expect.objectContaining({ type: "exception" })]),
      },
    });
    const frames = [...JSON.stringify(latest.json).matchAll(/"filename":"([^"]+)"[^}]+?"lineNo":(\d+)/g)];
    expect(frames.at(-1)?.slice(1)).toEqual(["/srv/checkout/src/cart.js", "38"]);
    expect(frames[0]?.[1]).toContain("node_modules");
    expect(await api(`${issue}events/${crash.eventId}/`)).toMatchObject({ json: { eventID: crash.eventId } });
    expect(await api("organizations/acme/issues/5002/events/latest/")).toMatchObject({
      json: { entries: expect.arrayContaining([expect.objectContaining({ type: "message" })]) },
    });
  });

  it("lists what is open, newest first, until it is resolved or happens again", async () => {
    const listed = async () =>
      [...JSON.stringify((await api(unresolved)).json).matchAll(/"shortId":"([^"]+)"/g)].map(([, id]) => id);
    expect(await listed()).toEqual(["CHECKOUT-1", "CHECKOUT-4", "CHECKOUT-3", "CHECKOUT-2"]);
    expect(await api(issue, { status: "resolvedInNextRelease" })).toMatchObject({
      json: { status: "resolved", statusDetails: { inNextRelease: true } },
    });
    expect(await listed()).not.toContain("CHECKOUT-1");
    await vi.waitFor(() => expect(receiver.received).toHaveLength(1), 10_000);
    expect(JSON.parse(receiver.received[0]?.body ?? "")).toMatchObject({
      action: "resolved",
      data: { issue: { id: "5001" } },
    });
    await alert({ issue: "CHECKOUT-1", resource: "error" });
    expect((await listed())[0]).toBe("CHECKOUT-1");
    expect(await api(issue)).toMatchObject({ json: { count: "215", statusDetails: {} } });
  });

  it.each([
    ["an issue that is not there", "organizations/acme/issues/1/", undefined, 404],
    ["another organization", "organizations/other/issues/5001/", undefined, 404],
    ["an unknown event", `${issue}events/0/`, undefined, 404],
    ["an unknown status", issue, { status: "gone" }, 400],
    ["an unknown project", "projects/acme/none/issues/", undefined, 404],
    ["another search", "projects/acme/checkout/issues/?query=assigned:me", undefined, 400],
  ])("refuses %s", async (_name, path, body, status) => {
    expect(await api(path, body)).toMatchObject({ status, json: { detail: expect.any(String) } });
  });

  it("demands a token", async () => {
    expect((await api(issue, undefined, {})).status).toBe(401);
  });

  const about = { issue_id: "5001", exception: { values: [{ type: "TypeError" }] } };
  it.each<[Resource, object]>([
    [
      "issue",
      {
        action: "created",
        data: { issue: { id: "5001", web_url: expect.stringContaining("/issues/5001/") } },
      },
    ],
    ["event_alert", { action: "triggered", data: { event: about, triggered_rule: expect.any(String) } }],
    ["error", { action: "created", data: { error: about } }],
    ["metric_alert", { action: "critical", data: { metric_alert: { projects: ["checkout"], status: 20 } } }],
  ])("sends a signed %s", async (resource, form) => {
    expect((await alert({ issue: "CHECKOUT-1", resource })).status).toBe(200);
    const [{ path, headers, body } = { path: "", headers: {}, body: "" }] = receiver.received;
    expect(path).toBe("/webhooks/sentry");
    expect(headers["sentry-hook-resource"]).toBe(resource);
    expect(Math.abs(Number(headers["sentry-hook-timestamp"]) - Date.now() / 1000)).toBeLessThan(60);
    expect(headers["sentry-hook-signature"]).toBe(
      createHmac("sha256", "sentry-secret").update(body).digest("hex"),
    );
    expect(JSON.parse(body)).toMatchObject({ ...form, installation: { uuid: expect.any(String) } });
  });

  it("sends the same one again with the same id, and a new one with another", async () => {
    const answer = await alert({ issue: "CHECKOUT-1", resource: "event_alert", repeat: 2 });
    expect(await answer.json()).toMatchObject({ deliveries: [{ status: 202 }, { status: 202 }] });
    await alert({ issue: "CHECKOUT-1", resource: "event_alert" });
    const [first, second, third] = receiver.received;
    expect(second).toEqual(first);
    expect(third?.headers["request-id"]).not.toBe(first?.headers["request-id"]);
    expect(third?.body).not.toBe(first?.body);
  });

  it("knows the action that a metric alert ends with, and no foreign one", async () => {
    await alert({ issue: "CHECKOUT-1", resource: "metric_alert", action: "resolved" });
    expect(JSON.parse(receiver.received[0]?.body ?? "")).toMatchObject({
      action: "resolved",
      data: { metric_alert: { status: 2 }, description_title: expect.stringContaining("Resolved") },
    });
    expect((await alert({ issue: "CHECKOUT-1", resource: "issue", action: "critical" })).status).toBe(400);
    expect((await alert({ issue: "NONE-1", resource: "issue" })).status).toBe(404);
  });

  it("builds webhooks for tests that need no server", () => {
    const { headers, body } = sentryWebhook("error", crash, { secret: "s", requestId: "r", now: 1000 });
    expect(headers).toMatchObject({ "request-id": "r", "sentry-hook-timestamp": "1" });
    expect(body).toContain("https://acme.sentry.io/organizations/acme/issues/5001/");
  });

  it("shows people the traces and lets them press a button", async () => {
    const form = new URLSearchParams({ issue: "CHECKOUT-1", resource: "issue", repeat: "1" });
    const pressed = await twin.app.request("/_people/alert", { method: "POST", body: form });
    expect([pressed.status, pressed.headers.get("location")]).toEqual([303, "/sentry#CHECKOUT-1"]);
    const page = await (await twin.app.request("/")).text();
    expect(page).toContain("(/srv/checkout/src/cart.js:38)");
    expect(page).toContain("215 events, 37 users");
    expect(page).toContain("No stack trace.");
    expect(page).toMatch(/issue CHECKOUT-1:\s+202 after/);
  });

  it("remembers over a restart and begins anew on reset", async () => {
    await api(issue, { status: "ignored" });
    const snapshot: unknown = JSON.parse(JSON.stringify(twin.snapshot()));
    twin = createSentryTwin({ signalboxUrl: null, clientSecret: "s" });
    twin.restore(snapshot);
    expect(await api(issue)).toMatchObject({ json: { status: "ignored" } });
    await twin.app.request("/_sandbox/reset", { method: "POST" });
    expect(await api(issue)).toMatchObject({ json: { status: "unresolved" } });
  });
});
