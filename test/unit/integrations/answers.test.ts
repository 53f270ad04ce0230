import { describe, expect, it } from "vitest";
import { z } from "zod";
import { callService, type ServiceRequest } from "../../../shared/integrations/call.ts";
import { triggerDeploy } from "../../../shared/integrations/pages/client.ts";
import { slackClient } from "../../../shared/integrations/slack/client.ts";
import { notificationSchema } from "../../../shared/integrations/slack/message.ts";
import { longestPatienceMs } from "../../../shared/platform/retry-after.ts";
import { outsideWith } from "../platform/outside.ts";

const now = Date.UTC(2026, 10, 26, 12);
/** The world, answering everything in one way. */
const world = (status: number, body: string | null, headers: Record<string, string> = {}) =>
  outsideWith(
    { SLACK_BOT_TOKEN: "xoxb-of-nobody", BLOG_REBUILD_HOOK_URL: "https://pages.example/hook" },
    now / 1000,
    async () => new Response(body, { status, headers }),
  );
const html = "<html><h1>Bad gateway</h1>";

const request = (method: "GET" | "POST"): ServiceRequest<{ id: string } | null> => ({
  service: { name: "It", door: null },
  url: "https://it.example/things",
  method,
  headers: {},
  // As services answer that say nothing when all is well.
  answer: z.object({ id: z.string() }).or(z.null()),
  error: z.object({ message: z.string() }).transform(({ message }) => ({ message, pending: false })),
});

describe("an answer to a write", () => {
  it.each([
    ["a page of something between", 200, html],
    ["a page of something between that refuses", 403, html],
    ["a page of something between that is down", 502, html],
    ["a redirect to a page", 302, html],
    ["the half of an answer", 200, '{"id":"1'],
    ["an error of the service's own", 500, '{"message":"no"}'],
  ])("that is %s is lost: it may have happened", async (_what, status, body) => {
    expect(await callService(world(status, body), request("POST"))).toMatchObject({ kind: "lost" });
    expect(await triggerDeploy(world(status, body))).toMatchObject({ kind: "lost" });
    const message = notificationSchema.parse({
      channel: "C1",
      thread: null,
      update: null,
      text: "x",
      blocks: [],
    });
    expect(await slackClient(world(status, body)).post(message, "a1")).toMatchObject({ kind: "lost" });
  });

  it("that is a refusal in the service's words is one, and nothing at all is an answer where that is the form", async () => {
    expect(await callService(world(422, '{"message":"too long"}'), request("POST"))).toMatchObject({
      kind: "refused",
      error: "It refused: too long",
    });
    expect(await callService(world(204, null), request("POST"))).toEqual({ kind: "answered", value: null });
    expect(
      await triggerDeploy(world(404, '{"success":false,"errors":[{"message":"no such hook"}]}')),
    ).toMatchObject({
      kind: "refused",
    });
  });
});

describe("how long a service is left alone", () => {
  const asked = async (headers: Record<string, string>) => {
    const outcome = await callService(world(429, "{}", headers), request("POST"));
    return outcome.kind === "not_applied" ? outcome.afterMs : outcome;
  };
  it.each([
    [{ "retry-after": "7" }, 7000],
    [{ "retry-after": new Date(now + 60_000).toUTCString() }, 60_000],
    [{ "x-ratelimit-reset": String(now / 1000 + 30) }, 30_000],
    [{ "retry-after": "86400" }, longestPatienceMs],
    [{ "x-ratelimit-reset": "99999999999" }, longestPatienceMs],
    [{ "retry-after": "1e9" }, 2000],
    [{ "retry-after": "-5" }, 2000],
    [{ "retry-after": "soon" }, 2000],
    [{}, 2000],
  ])("with %j is %d ms", async (headers, ms) => {
    expect(await asked(headers)).toBe(ms);
  });
});
