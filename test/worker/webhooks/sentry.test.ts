import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { seededIssues } from "../../../sandbox/sentry/seed.ts";
import { type Resource, sentryWebhook, type WebhookOptions } from "../../../sandbox/sentry/webhooks.ts";
import {
  deliver,
  factsOfDrop,
  forgeries,
  postHook,
  postWithoutSecret,
  reportIn,
  signalIdOf,
  signalRow,
  whyIgnored,
} from "../support/webhooks.ts";

const issues = seededIssues(Date.now());
const shop = issues[0] ?? expect.fail("the sandbox has no issue");

/** A delivery as the sandbox's Sentry makes it, of an issue that no other test has. */
async function send(resource: Resource, options: Partial<WebhookOptions> = {}, issue = shop) {
  const requestId = options.requestId ?? crypto.randomUUID();
  const own = { ...issue, id: String(Math.floor(Math.random() * 1e9)) };
  const hook = sentryWebhook(resource, own, { secret: env.SENTRY_CLIENT_SECRET, ...options, requestId });
  const response = await postHook("sentry", hook.body, hook.headers);
  const { signal = "" }: { signal?: string } = JSON.parse(await response.text());
  return { id: await signalIdOf("sentry", hook.body), issueId: own.id, status: response.status, signal };
}

describe("the Sentry door", () => {
  it("makes a report of an alert, innermost call first", async () => {
    const { id, issueId, signal } = await send("event_alert");
    expect(signal).toBe("queued");
    expect(await signalRow(id)).toMatchObject({ kind: "sentry.event_alert", provenance: "external" });
    const report = await reportIn(id);
    expect(report).toMatchObject({
      source: "sentry",
      by: "sentry:checkout",
      title: "TypeError: Cannot read properties of undefined (reading 'cents')",
      errorType: "TypeError",
      level: "error",
      events: null,
      repository: null,
      project: "default",
      origin: { kind: "sentry", organization: "acme", project: "checkout", issueId, eventId: shop.eventId },
    });
    expect(report.text).toContain("Alert rule: Errors of checkout that people see");
    expect(report.frames[0]).toEqual({
      file: "/srv/checkout/src/cart.js",
      line: 38,
      function: null,
      module: "cart",
      inApp: true,
      source: "return sum + product.cents * quantity;",
      variables: "country = 'DE', price = <undefined>",
    });
    expect(report.frames[1]).toMatchObject({ function: "Array.reduce", inApp: false });
    expect(report.frames.at(-1)?.file).toContain("node_modules/@sentry");
  });

  it("reads a bare error too, and an issue with its counts and without calls", async () => {
    expect((await reportIn((await send("error")).id)).frames).toHaveLength(9);
    const { issueId } = await send("issue");
    const id = `sentry:issue:${issueId}:created`;
    expect(await reportIn(id)).toMatchObject({
      events: 214,
      users: 37,
      level: "error",
      errorType: "TypeError",
      frames: [],
      origin: { organization: "acme", project: "checkout", issueId, eventId: null },
    });
    expect(await signalRow(id)).toMatchObject({ kind: "sentry.issue" });
  });

  it("takes an issue that is open again, and keeps what is over with the reason", async () => {
    expect((await send("issue", { action: "unresolved" })).signal).toBe("queued");
    for (const [resource, action] of [
      ["issue", "resolved"],
      ["issue", "archived"],
      ["metric_alert", "resolved"],
    ] as const) {
      const { id, signal } = await send(resource, { action });
      expect(signal).toBe("dropped");
      const row = await signalRow(id);
      expect(row?.status).toBe("dropped");
      expect(row?.reason).toContain("nothing to fix");
      expect(await factsOfDrop(id)).toBe(1);
    }
  });

  it("makes a report of a number that is out of its limits", async () => {
    const { id, signal } = await send("metric_alert");
    expect(signal).toBe("queued");
    expect(await reportIn(id)).toMatchObject({
      title: "Critical: Too many errors in checkout",
      text: "214 events in the last 10 minutes\nFilter: level:error\n\nWatched: count(), level:error",
      level: "error",
      frames: [],
      origin: { organization: "acme", project: "checkout", issueId: "metric:91" },
    });
  });

  it("reads a message without an exception", async () => {
    const message = issues.find(({ type }) => type === null) ?? expect.fail("the sandbox has no message");
    expect(await reportIn((await send("event_alert", {}, message)).id)).toMatchObject({
      title: "Price upload took 31 seconds",
      errorType: null,
      frames: [],
      level: "warning",
    });
  });

  it("refuses an id that no address could hold: it would be asked for, and never be found", async () => {
    const event = { event_id: "e1", issue_id: "7".repeat(20_000), level: "error" };
    const payload = { action: "triggered", data: { event } };
    const headers = { "sentry-hook-resource": "event_alert" };
    const { status, text } = await deliver("sentry", payload, crypto.randomUUID(), headers);
    expect(status).toBe(400);
    expect(text).toContain("issue_id");
  });

  it("lets what it doesn't know of an event pass", async () => {
    const frame = { function: "?", filename: "Cart.java", module: "java.util.Cart", lineno: null };
    const event = {
      event_id: "e1",
      issue_id: 77,
      level: "sample",
      exception: {
        values: [
          {
            type: "A".repeat(300),
            value: "the cause",
            stacktrace: { frames: [{ abs_path: "src/a.js", in_app: true }] },
          },
          { type: "Outer", value: null, stacktrace: { frames: [frame] } },
        ],
      },
    };
    const payload = { action: "triggered", data: { event } };
    const { id, signal } = await deliver("sentry", payload, crypto.randomUUID(), {
      "sentry-hook-resource": "event_alert",
    });
    expect(signal).toBe("queued");
    const report = await reportIn(id);
    expect(report).toMatchObject({ level: null, origin: { organization: "acme", issueId: "77" } });
    expect(report.errorType).toHaveLength(200);
    expect(report.frames).toEqual([
      { file: "src/a.js", line: null, function: null, module: null, inApp: true },
    ]);
  });

  it("records a delivery once, however often it comes", async () => {
    const own = { ...shop, id: crypto.randomUUID() };
    const hook = () => sentryWebhook("error", own, { secret: env.SENTRY_CLIENT_SECRET });
    const all = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const { body, headers } = hook();
        const response = await postHook("sentry", body, headers);
        const { signal }: { signal: string } = JSON.parse(await response.text());
        return { status: response.status, signal };
      }),
    );
    expect(all.map(({ status }) => status)).toEqual(Array(5).fill(200));
    expect(all.map(({ signal }) => signal).toSorted()).toEqual([...Array(4).fill("duplicate"), "queued"]);
  });

  it("answers what it doesn't read with 200, and keeps why", async () => {
    for (const resource of ["installation", "comment", "toString"]) {
      const { id, status, signal } = await deliver("sentry", { action: "created" }, resource, {
        "sentry-hook-resource": resource,
      });
      expect({ status, signal }).toEqual({ status: 200, signal: "ignored" });
      expect(await whyIgnored(id)).toBe(`nothing is read from ${resource}`);
    }
  });

  it("refuses with 401 whoever doesn't prove to be Sentry, and records nothing", async () => {
    const id = crypto.randomUUID();
    const { body } = sentryWebhook("error", shop, { secret: "x" });
    for (const [how, headers] of Object.entries(await forgeries("sentry", body, id)))
      expect(
        (await postHook("sentry", body, { ...headers, "sentry-hook-resource": "error" })).status,
        how,
      ).toBe(401);
    expect(await signalRow(await signalIdOf("sentry", body))).toBeNull();
  });

  it("fails closed with 503 without its secret, and names the setting", async () => {
    const response = await postWithoutSecret("sentry", "{}", "any");
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("SENTRY_CLIENT_SECRET");
  });

  it("answers 400 with the reason to what isn't Sentry's", async () => {
    const resource = { "sentry-hook-resource": "issue" };
    expect(await deliver("sentry", "{not json", crypto.randomUUID(), resource)).toMatchObject({
      status: 400,
    });
    const half = await deliver("sentry", { action: "created", data: { issue: {} } }, "half", resource);
    expect(half.status).toBe(400);
    expect(half.text).toContain("data.issue.project");
  });
});
