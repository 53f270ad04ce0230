import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openRelay, type Relay, type Stop } from "../../../containers/executor/src/agent/relay.ts";

interface Seen {
  method: string;
  path: string;
  headers: Record<string, unknown>;
}

let upstream: Server;
let relay: Relay;
let seen: Seen[];
let stops: Stop[];
let answer: RequestListener;

beforeEach(async () => {
  seen = [];
  stops = [];
  answer = (_request, response) => response.end("ok");
  upstream = createServer((request, response) => {
    seen.push({ method: request.method ?? "", path: request.url ?? "", headers: request.headers });
    answer(request, response);
  });
  upstream.listen(0, "127.0.0.1");
  await once(upstream, "listening");
  const address = upstream.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const root = `http://127.0.0.1:${address.port}`;
  relay = await openRelay(
    {
      llm: { url: `${root}/llm`, token: "assignment-token", model: "m" },
      mcp: { url: `${root}/mcp`, servers: ["sentry"] },
    },
    null,
    (why) => stops.push(why),
  );
});

afterEach(async () => {
  await relay.close();
  upstream.closeAllConnections();
  upstream.close();
});

const post = (url: string, headers: Record<string, string> = {}) =>
  fetch(url, { method: "POST", body: "{}", headers });

test("What goes to the model carries the assignment's token instead of what the agent has sent", async () => {
  await post(`${relay.url}/v1/messages?beta=true`, {
    "x-api-key": "none-needed",
    authorization: "Bearer none-needed",
    cookie: "a=b",
    "anthropic-version": "2023-06-01",
  });
  expect(seen).toMatchObject([
    {
      method: "POST",
      path: "/llm/v1/messages?beta=true",
      headers: { authorization: "Bearer assignment-token", "anthropic-version": "2023-06-01" },
    },
  ]);
  expect(Object.keys(seen[0]?.headers ?? {})).not.toEqual(expect.arrayContaining(["x-api-key"]));
  expect(Object.keys(seen[0]?.headers ?? {})).not.toEqual(expect.arrayContaining(["cookie"]));
});

test("Nothing but the model's messages and the assignment's MCP servers can be reached", async () => {
  const root = new URL(relay.url).origin;
  const refused = [
    await post(`${root}/v1/messages`),
    await post(`${root}/wrong-key/v1/messages`),
    await post(`${relay.url}/v1/files`),
    await post(`${relay.url}/v1/messages/batches`),
    await post(`${relay.url}/v1/messages/../files`),
    await post(`${relay.url}/%2e%2e/x/v1/messages`),
    await post(relay.mcpUrl("github")),
    await fetch(`${relay.url}/v1/messages`),
    await fetch(relay.mcpUrl("sentry"), { method: "PUT", body: "{}" }),
  ];
  expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 404));
  expect(seen).toEqual([]);

  expect((await post(`${relay.url}/v1/messages/count_tokens`)).status).toBe(200);
  expect((await post(relay.mcpUrl("sentry"))).status).toBe(200);
  expect(seen.map(({ path }) => path)).toEqual(["/llm/v1/messages/count_tokens", "/mcp/sentry"]);
});

test("A stream passes piece by piece, while it is being written", async () => {
  let finish: (() => void) | undefined;
  answer = (_request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write("data: one\n\n");
    finish = () => response.end("data: two\n\n");
  };
  const { body } = await post(`${relay.url}/v1/messages`);
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toBe("data: one\n\n");
  finish?.();
  expect((await reader?.read())?.value).toBe("data: two\n\n");
});

test("An exhausted budget and an ended assignment are noticed; other refusals are the agent's to deal with", async () => {
  const say = (status: number, body: object) => {
    answer = (_request, response) => response.writeHead(status).end(JSON.stringify(body));
    return post(`${relay.url}/v1/messages`);
  };
  await say(429, { type: "error", error: { type: "rate_limit_error" } });
  await say(402, { type: "error", error: { type: "billing_error" } });
  expect(stops).toEqual([]);
  expect((await say(402, { type: "error", error: { type: "budget_exhausted" } })).status).toBe(402);
  await say(409, { type: "error", error: { type: "assignment_over" } });
  await say(409, { type: "assignment_over" });
  expect(stops).toEqual(["out_of_budget", "assignment_over", "assignment_over"]);
});

test("The address is worth nothing when the session is over, and a redirect leads nowhere", async () => {
  answer = (_request, response) => response.writeHead(302, { location: "/elsewhere" }).end();
  expect((await fetch(`${relay.url}/v1/messages`, { method: "POST", redirect: "manual" })).status).toBe(302);
  expect(seen).toHaveLength(1);
  await relay.close();
  await expect(post(`${relay.url}/v1/messages`)).rejects.toThrow("fetch failed");
  // Closed once more by the clean-up.
  relay = await openRelay(
    { llm: { url: "http://x", token: "t", model: "m" }, mcp: { url: "http://x", servers: [] } },
    null,
    () => undefined,
  );
});
