import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { app } from "../../../workers/app.ts";
import { anAssignment } from "../support/assignment.ts";
import { unique } from "../support/spine.ts";

/** What has arrived at the server, and how it answers. */
interface Arrived {
  method: string;
  headers: Headers;
  body: unknown;
}
let arrived: Arrived[] = [];
let streams = false;
let status = 200;
let url = "";

const tools = [
  { name: "search_issues", annotations: { readOnlyHint: true }, inputSchema: { type: "object" } },
  { name: "update_issue", annotations: { readOnlyHint: false }, inputSchema: { type: "object" } },
  { name: "get_anything", inputSchema: { type: "object" } },
  { name: "delete_project", inputSchema: { type: "object" } },
];
const messageSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  method: z.string().optional(),
  params: z.object({ cursor: z.string().optional(), name: z.string().optional() }).optional(),
});

/** A server with two pages of tools; asked for the list in a stream, it says something else first. */
function answer(body: unknown): Response {
  const { id, method, params } = messageSchema.parse(body);
  if (status !== 200) return new Response("the token mcp-secret is wrong", { status });
  if (id === undefined) return new Response(null, { status: 202 });
  const result =
    method === "tools/list"
      ? params?.cursor === undefined
        ? { tools: tools.slice(0, 2), nextCursor: "2" }
        : { tools: tools.slice(2) }
      : { method, called: params?.name ?? null };
  const message = JSON.stringify({ jsonrpc: "2.0", id, result });
  const headers = { "mcp-session-id": "session-1", "x-internal": "no" };
  if (!streams) return new Response(message, { headers: { ...headers, "content-type": "application/json" } });
  const stream = `: hello\n\nevent: message\ndata: {"jsonrpc":"2.0","method":"notifications/message"}\n\nid: 7\nevent: message\ndata: ${message}\n\n`;
  const bytes = new TextEncoder().encode(stream);
  const cut = Math.floor(bytes.length / 2);
  const chunks = [bytes.subarray(0, cut), bytes.subarray(cut)];
  const pieces = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const chunk = chunks.shift();
      if (chunk === undefined) controller.close();
      else controller.enqueue(chunk);
    },
  });
  return new Response(pieces, { headers: { ...headers, "content-type": "text/event-stream" } });
}

beforeEach(() => {
  [arrived, streams, status] = [[], false, 200];
  url = `https://${unique("mcp")}.example/mcp`;
  const straight = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    if (input !== url) return straight(input, init);
    const body: unknown = typeof init?.body === "string" ? JSON.parse(init.body) : null;
    arrived.push({ method: init?.method ?? "GET", headers: new Headers(init?.headers), body });
    return body === null ? new Response(null, { status: 204 }) : answer(body);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function ask(
  token: string,
  body: unknown,
  {
    name = "sentry",
    method = "POST",
    headers = {},
  }: { name?: string; method?: string; headers?: object } = {},
): Promise<Response> {
  const request = new Request(`http://signalbox.test/mcp/${name}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
    ...(method === "POST" ? { body: JSON.stringify(body) } : {}),
  });
  return app.fetch(request, {
    ...env,
    SENTRY_MCP_URL: url,
    SENTRY_AUTH_TOKEN: "mcp-secret",
    ATLASSIAN_MCP_URL: "",
    GITHUB_MCP_URL: "",
  });
}

const rpc = (method: string, params?: object) => ({ jsonrpc: "2.0", id: 1, method, params });
const textOf = async (response: Response): Promise<string> => {
  const text = await response.text();
  expect(text).not.toContain("mcp-secret");
  return text;
};
/** The message of an answer, in one piece or in a stream. */
const jsonOf = async (response: Response) => {
  const text = await textOf(response);
  return JSON.parse(/^data: (\{.*"(?:result|error)".*)$/m.exec(text)?.[1] ?? text);
};
const namesOf = (body: { result: { tools: { name: string }[] } }) => body.result.tools.map((one) => one.name);
const calls = () => arrived.filter(({ body }) => messageSchema.parse(body).method === "tools/call");

describe("an MCP server through the proxy", () => {
  it("is opened with our token, for assignments alone, and keeps the client's session", async () => {
    const { token } = await anAssignment();
    const waiting = await anAssignment({ state: "queued" });
    expect((await ask("nobody", rpc("ping"))).status).toBe(401);
    expect((await ask(waiting.token, rpc("ping"))).status).toBe(409);
    expect(arrived).toEqual([]);
    const response = await ask(token, rpc("initialize", { protocolVersion: "2025-11-25" }), {
      headers: { "mcp-session-id": "session-0", "mcp-protocol-version": "2025-11-25", cookie: "a=b" },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("mcp-session-id")).toBe("session-1");
    expect(response.headers.get("x-internal")).toBeNull();
    expect(await jsonOf(response)).toMatchObject({ id: 1, result: { method: "initialize" } });
    const [{ headers } = { headers: new Headers() }] = arrived;
    expect(headers.get("authorization")).toBe("Bearer mcp-secret");
    expect(headers.get("mcp-session-id")).toBe("session-0");
    expect(headers.get("mcp-protocol-version")).toBe("2025-11-25");
    expect(headers.get("cookie")).toBeNull();
  });

  it("is not there unless it is configured, and says nothing unasked", async () => {
    const { token } = await anAssignment();
    for (const name of ["atlassian", "github", "elsewhere", "constructor"])
      expect([name, (await ask(token, rpc("ping"), { name })).status]).toEqual([name, 404]);
    expect((await ask(token, null, { method: "GET" })).status).toBe(405);
    expect(arrived).toEqual([]);
  });

  it("ends a session when the client does", async () => {
    const { token } = await anAssignment();
    const response = await ask(token, null, { method: "DELETE", headers: { "mcp-session-id": "session-1" } });
    expect(response.status).toBe(204);
    expect(arrived[0]).toMatchObject({ method: "DELETE" });
    expect(arrived[0]?.headers.get("mcp-session-id")).toBe("session-1");
  });

  it.each([false, true])("lists only what reads (as a stream: %s)", async (asStream) => {
    streams = asStream;
    const { token } = await anAssignment();
    const response = await ask(token, rpc("tools/list"));
    const text = await textOf(response);
    const message = asStream ? (/^data: (\{.*"result".*)$/m.exec(text)?.[1] ?? "") : text;
    const body = JSON.parse(message);
    expect(namesOf(body)).toEqual(["search_issues"]);
    expect(body.result.nextCursor).toBe("2");
    if (asStream) {
      expect(text).toContain(": hello\n\n");
      expect(text).toContain("notifications/message");
      expect(text).toContain("id: 7\nevent: message\ndata: ");
    }
    expect(namesOf(await jsonOf(await ask(token, rpc("tools/list", { cursor: "2" }))))).toEqual([]);
  });

  it.each([false, true])(
    "calls only what reads, whatever the agent was shown (as a stream: %s)",
    async (asStream) => {
      streams = asStream;
      const { token } = await anAssignment();
      const call = async (name: unknown, headers: object = {}) =>
        ask(token, rpc("tools/call", { name, arguments: {} }), { headers });
      expect(await textOf(await call("search_issues"))).toContain('"called":"search_issues"');
      for (const name of ["update_issue", "delete_project", "get_anything", "made_up", ""]) {
        const refused = await jsonOf(await call(name));
        expect(refused).toMatchObject({ jsonrpc: "2.0", id: 1, error: { code: -32602 } });
      }
      // A server that goes by the header must not hear another word there.
      const smuggled = await jsonOf(await call("search_issues", { "mcp-name": "update_issue" }));
      expect(smuggled).toMatchObject({ error: { code: -32600 } });
      expect(calls()).toHaveLength(1);
    },
  );

  it("passes on what only asks, and answers to the server, but no batches and nothing unheard of", async () => {
    const { token } = await anAssignment();
    for (const method of ["ping", "resources/list", "resources/read", "prompts/get", "server/discover"])
      expect(await jsonOf(await ask(token, rpc(method)))).toMatchObject({ result: { method } });
    expect((await ask(token, { jsonrpc: "2.0", method: "notifications/initialized" })).status).toBe(202);
    expect((await ask(token, { jsonrpc: "2.0", id: 4, result: { roots: [] } })).status).toBe(200);
    const before = arrived.length;
    expect(await jsonOf(await ask(token, rpc("tasks/cancel")))).toMatchObject({ error: { code: -32601 } });
    const smuggled = await ask(token, rpc("ping"), { headers: { "mcp-method": "tools/call" } });
    expect(await jsonOf(smuggled)).toMatchObject({ error: { code: -32600 } });
    const batch = await ask(token, [rpc("ping"), rpc("tools/call", { name: "update_issue" })]);
    expect(batch.status).toBe(400);
    expect(arrived).toHaveLength(before);
  });

  it("that refuses our token, or fails, is unavailable: an agent can't mend that", async () => {
    const { token } = await anAssignment();
    for (const refusal of [401, 403, 500, 302]) {
      status = refusal;
      const response = await ask(token, rpc("ping"));
      expect([refusal, response.status]).toEqual([refusal, 503]);
      await textOf(response);
    }
    status = 500;
    expect((await ask(token, rpc("tools/call", { name: "search_issues" }))).status).toBe(503);
    expect(calls()).toEqual([]);
  });
});
