import { SignalboxError } from "../../shared/platform/errors.ts";
import { EventReader } from "../../shared/platform/event-stream.ts";
import { doorBounds, readJson } from "../../shared/platform/read-json.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { type Tool, toolList } from "./messages.ts";
import { onlyReads } from "./read-only.ts";

/** An MCP server with what opens it; the agent sees neither. */
export interface McpServer {
  name: string;
  url: string;
  token: string;
  headers?: Record<string, string>;
}

/** How long a server has for an answer, its stream included, milliseconds. */
const timeoutMs = 120_000;

/** What a client says of its session, and (newer ones) what of the message it repeats for routers. */
export type ClientHeaders = Partial<
  Record<"mcp-session-id" | "mcp-protocol-version" | "mcp-method" | "mcp-name", string>
>;

/** Sends a message to a server, as part of a client's session there. `body` null: ends the session. */
export async function sendToServer(
  spine: Spine,
  server: McpServer,
  headers: ClientHeaders,
  body: object | null,
): Promise<Response> {
  return spine.fetch(server.url, {
    method: body === null ? "DELETE" : "POST",
    headers: {
      accept: "application/json, text/event-stream",
      "content-type": "application/json",
      ...headers,
      ...server.headers,
      authorization: `Bearer ${server.token}`,
    },
    ...(body === null ? {} : { body: JSON.stringify(body) }),
    redirect: "manual",
    signal: AbortSignal.timeout(timeoutMs),
  });
}

/** How long what a server has said of its tools counts, milliseconds. */
const keptMs = 60_000;
const mostPages = 20;
const known = new Map<string, { names: ReadonlySet<string>; until: number }>();

/**
 * The names of the tools of a server that only read, asked within a client's session. What an agent was shown doesn't
 * count: it may call what it wasn't.
 * @throws SignalboxError `unavailable` when the server doesn't tell.
 */
export async function readingTools(
  spine: Spine,
  server: McpServer,
  headers: ClientHeaders,
): Promise<ReadonlySet<string>> {
  const key = `${server.name} ${server.url}`;
  const kept = known.get(key);
  if (kept !== undefined && kept.until > spine.now()) return kept.names;
  const { "mcp-method": method, "mcp-name": _name, ...session } = headers;
  const asked: ClientHeaders = {
    ...session,
    ...(method === undefined ? {} : { "mcp-method": "tools/list" }),
  };
  const tools: Tool[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < mostPages; page++) {
    const answer = await listPage(spine, server, asked, cursor);
    tools.push(...answer.tools);
    cursor = answer.nextCursor ?? null;
    if (cursor === null) break;
  }
  const names = new Set(tools.filter((one) => onlyReads(server.name, one)).map((one) => one.name));
  known.set(key, { names, until: spine.now() + keptMs });
  return names;
}

async function listPage(spine: Spine, server: McpServer, headers: ClientHeaders, cursor: string | null) {
  const id = `signalbox-${crypto.randomUUID()}`;
  const params = cursor === null ? {} : { params: { cursor } };
  const answer = await sendToServer(spine, server, headers, {
    jsonrpc: "2.0",
    id,
    method: "tools/list",
    ...params,
  });
  for await (const message of messagesIn(answer)) {
    const list = toolList.safeParse(message);
    if (list.success && list.data.id === id) return list.data.result;
  }
  throw new SignalboxError("unavailable", `${server.name} does not say what its tools do (${answer.status})`);
}

/** The messages of an answer, whether it is one or a stream of them. */
async function* messagesIn(answer: Response): AsyncGenerator {
  if (!isStream(answer)) {
    yield jsonIn(await answer.text());
    return;
  }
  const events = new EventReader();
  // Leaving the loop early cancels the stream.
  for await (const chunk of answer.body ?? [])
    for (const { data } of events.push(chunk)) if (data !== null) yield jsonIn(data);
}

/** Whether a server answers with a stream of events. */
export function isStream(answer: Response): boolean {
  return answer.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
}

/** A server's list of tools, and the pages that its tools read. */
const answerBounds = { ...doorBounds, string: 16 * 1024 * 1024 };

/** Null for what is no JSON, or breaks its bounds: the schemas judge. */
export function jsonIn(text: string): unknown {
  try {
    return readJson(text, answerBounds);
  } catch {
    return null;
  }
}
