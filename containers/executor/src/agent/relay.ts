import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import type { AssignmentSpec } from "../../../../shared/executor/protocol.ts";

/** Why the Worker's proxy wants no more calls. */
export type Stop = "out_of_budget" | "assignment_over";

/**
 * The agent's only way to the model. The assignment's token is added here, outside of the agent's reach; what the agent knows
 * is an address in its own network, or on this machine, that dies with its session.
 */
export interface Relay {
  /** What stands behind the door of the agent's network. */
  server: Server;
  /** What the agent takes for the API's root. */
  url: string;
  mcpUrl(server: string): string;
  /** Why the model's last answer was none that will stay so; null: it answered. */
  trouble(): string | null;
  close(): Promise<void>;
}

/** What the agent's program may send along; its credentials are not among it. */
const sentOn = new Set([
  "accept",
  "content-type",
  "last-event-id",
  "user-agent",
  "x-app",
  "mcp-protocol-version",
  "mcp-session-id",
]);
const sentBack = new Set([
  "cache-control",
  "content-type",
  "mcp-session-id",
  "request-id",
  "retry-after",
  "x-should-retry",
]);

const errorSchema = z.object({ error: z.object({ type: z.string() }) });

/**
 * Opens a relay for one session, behind the `door` of the agent's network; null: there is none, and it listens on this
 * machine. `onStop` is called when the proxy says that the money or the assignment has ended.
 */
export async function openRelay(
  assignment: Pick<AssignmentSpec, "llm" | "mcp">,
  door: string | null,
  onStop: (why: Stop) => void,
): Promise<Relay> {
  const key = randomBytes(24).toString("base64url");
  const closing = new AbortController();
  let trouble: string | null = null;
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (isForModel(request)) trouble = "the model can't be reached";
      if (response.headersSent) response.destroy();
      else
        fail(
          response,
          502,
          "api_error",
          `the model can't be reached: ${error instanceof Error ? error.message : ""}`,
        );
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = targetOf(assignment, key, request);
    if (target === null) return fail(response, 404, "not_found_error", "there is no such address");
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const answer = await fetch(target, {
      method: request.method ?? "GET",
      headers: { ...picked(request), authorization: `Bearer ${assignment.llm.token}` },
      redirect: "manual",
      signal: AbortSignal.any([gone.signal, closing.signal]),
      ...(request.method === "POST" ? { body: Readable.toWeb(request), duplex: "half" as const } : {}),
    });
    if (isForModel(request)) trouble = isPassing(answer.status) ? `the model answers ${answer.status}` : null;
    const headers = Object.fromEntries(
      [...answer.headers].filter(([name]) => sentBack.has(name) || name.startsWith("anthropic-")),
    );
    if (answer.status === 402 || answer.status === 409) {
      const body = await answer.text();
      const why = stopIn(body);
      response.writeHead(answer.status, { ...headers, "x-should-retry": "false" }).end(body);
      if (why !== null) onStop(why);
      return;
    }
    response.writeHead(answer.status, headers);
    if (answer.body === null) response.end();
    else await pipeline(Readable.from(answer.body), response);
  }

  const url = `${door ?? (await listen(server))}/${key}`;
  return {
    server,
    url,
    mcpUrl: (name) => `${url}/mcp/${name}`,
    trouble: () => trouble,
    close: async () => {
      closing.abort();
      server.closeAllConnections();
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      await closed;
    },
  };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the relay has no port");
  return `http://127.0.0.1:${address.port}`;
}

/** Where a request goes; null: nowhere. Nothing but the model's messages and the MCP servers of the assignment is reachable. */
function targetOf(
  assignment: Pick<AssignmentSpec, "llm" | "mcp">,
  key: string,
  request: IncomingMessage,
): string | null {
  const { pathname, search } = new URL(request.url ?? "/", "http://relay");
  if (!pathname.startsWith(`/${key}/`)) return null;
  const path = pathname.slice(key.length + 1);
  if (path === "/v1/messages" || path === "/v1/messages/count_tokens")
    return request.method === "POST" ? `${withoutSlash(assignment.llm.url)}${path}${search}` : null;
  const server = assignment.mcp.servers.find((name) => path === `/mcp/${name}`);
  const allowed = ["GET", "POST", "DELETE"].includes(request.method ?? "");
  return server !== undefined && allowed ? `${withoutSlash(assignment.mcp.url)}/${server}${search}` : null;
}

const isForModel = ({ url }: IncomingMessage): boolean => /\/v1\/messages(?:\?|$)/.test(url ?? "");

/** 408, limits and what is out of order pass with time. */
const isPassing = (status: number): boolean => status === 408 || status === 429 || status >= 500;

const withoutSlash = (url: string): string => url.replace(/\/$/, "");

function picked(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === "string" && (sentOn.has(name) || name.startsWith("anthropic-"))
        ? [[name, value] as const]
        : [],
    ),
  );
}

function stopIn(body: string): Stop | null {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return null;
  }
  const type = z.object({ type: z.string() }).safeParse(json);
  const error = errorSchema.safeParse(json);
  // Stopped by people, or without money: either way the Worker goes on from the last phase later.
  if (error.success && (error.data.error.type === "budget_exhausted" || error.data.error.type === "stopped"))
    return "out_of_budget";
  if (error.success && error.data.error.type === "assignment_over") return "assignment_over";
  return type.success && type.data.type === "assignment_over" ? "assignment_over" : null;
}

function fail(response: ServerResponse, status: number, type: string, message: string): void {
  response
    .writeHead(status, { "content-type": "application/json" })
    .end(JSON.stringify({ type: "error", error: { type, message } }));
}
