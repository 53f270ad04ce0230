import type { Context } from "hono";
import {
  type ClientMessage,
  clientMessage,
  invalidParams,
  invalidRequest,
  methodNotFound,
  rpcError,
} from "./messages.ts";
import { isHarmless, withoutWriting } from "./read-only.ts";
import {
  type ClientHeaders,
  isStream,
  jsonIn,
  type McpServer,
  readingTools,
  sendToServer,
} from "./server.ts";
import { describeError, SignalboxError } from "../../shared/platform/errors.ts";
import { EventReader, withData } from "../../shared/platform/event-stream.ts";
import { problemsOf } from "../../shared/platform/problems.ts";
import { readJson } from "../../shared/platform/read-json.ts";
import { type Spine } from "../../shared/spine/context.ts";
import { openSpine } from "../../shared/jobs/open-spine.ts";
import { assignmentAtWork, type AssignmentAtWork } from "../assignment-access.ts";
import { withinLimit } from "../rate-limit.ts";
import { mcpServer } from "./mcp-servers.ts";

type McpContext = Context<{ Bindings: Env }, "/mcp/:name">;

/** What the client is told of the answer besides its body. */
const answered = ["content-type", "mcp-session-id", "mcp-protocol-version", "retry-after"];

/**
 * An MCP server for the agents in their containers, over streamable HTTP: with an assignment's token instead of the service's, and
 * to read only. Tools that may change something are neither listed nor called, whatever the agent asks for.
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/transports
 */
export async function askMcpServer(c: McpContext): Promise<Response> {
  const { spine, at } = await entered(c);
  const parsed = clientMessage.safeParse(readJson(await c.req.text()));
  if (!parsed.success)
    return c.json(
      rpcError(
        null,
        invalidRequest,
        `send one message of JSON-RPC 2.0 at a time: ${problemsOf(parsed.error)}`,
      ),
      400,
    );
  const server = await mcpServer(spine, c.req.param("name"), at);
  const message = parsed.data;
  const headers = clientHeaders(c);
  const refusal = await refusalOf(spine, server, headers, message);
  if (refusal !== null) return refusal;
  const answer = await ask(spine, server, headers, message);
  if (message.method === "tools/list" && answer.ok) return onlyReading(server, answer);
  return new Response(answer.body, { status: answer.status, headers: passedHeaders(answer) });
}

/** Ends the client's session at the server. */
export async function leaveMcpServer(c: McpContext): Promise<Response> {
  const { spine, at } = await entered(c);
  const server = await mcpServer(spine, c.req.param("name"), at);
  const answer = await ask(spine, server, clientHeaders(c), null);
  return new Response(answer.body, { status: answer.status, headers: passedHeaders(answer) });
}

async function entered(c: McpContext): Promise<{ spine: Spine; at: AssignmentAtWork }> {
  const spine = await openSpine(c.env);
  const at = await assignmentAtWork(spine, c.req.raw.headers);
  await withinLimit(c.env, "CALLER_LIMIT", `mcp:${at.assignment.id}`);
  return { spine, at };
}

/** Why a message is not passed on, as an answer to it; null when it is. */
async function refusalOf(
  spine: Spine,
  server: McpServer,
  headers: ClientHeaders,
  message: ClientMessage,
): Promise<Response | null> {
  const { method, params } = message;
  const refuse = (code: number, text: string): Response => Response.json(rpcError(message, code, text));
  if ((headers["mcp-method"] ?? method) !== method)
    return refuse(invalidRequest, "the header names another method than the message");
  // Without a method it is an answer to a question of the server.
  if (method === undefined || isHarmless(method)) return null;
  if (method !== "tools/call") return refuse(methodNotFound, `${method} is not to be had here`);
  const name = params?.name ?? "";
  if ((headers["mcp-name"] ?? name) !== name)
    return refuse(invalidRequest, "the header names another tool than the message");
  const reading = await readingTools(spine, server, headers);
  if (reading.has(name)) return null;
  return refuse(invalidParams, `${name} may change something: only what reads can be called here`);
}

/**
 * @throws SignalboxError `unavailable` when nobody answers; or answers that our own credentials are wrong, which a client
 * would take for its own.
 */
async function ask(
  spine: Spine,
  server: McpServer,
  headers: ClientHeaders,
  message: ClientMessage | null,
): Promise<Response> {
  let answer: Response;
  try {
    answer = await sendToServer(spine, server, headers, message);
  } catch (error) {
    throw new SignalboxError("unavailable", `${server.name}: ${describeError(error)}`);
  }
  const { status } = answer;
  const isRedirect = status >= 300 && status < 400;
  if (!isRedirect && status !== 401 && status !== 403 && status < 500) return answer;
  await answer.body?.cancel();
  throw new SignalboxError("unavailable", `${server.name} answered ${status}`);
}

/** The answer to `tools/list`, in whichever form it comes, without the tools that don't only read. */
async function onlyReading(server: McpServer, answer: Response): Promise<Response> {
  const init = { status: answer.status, headers: passedHeaders(answer) };
  if (!isStream(answer))
    return new Response(JSON.stringify(withoutWriting(server.name, jsonIn(await answer.text()))), init);
  const events = new EventReader();
  const encoder = new TextEncoder();
  const filter = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      for (const event of events.push(chunk)) {
        const { data, lines } = event;
        const block =
          data === null
            ? `${lines.join("\n")}\n\n`
            : withData(event, JSON.stringify(withoutWriting(server.name, jsonIn(data))));
        controller.enqueue(encoder.encode(block));
      }
    },
  });
  return new Response(answer.body?.pipeThrough(filter) ?? null, init);
}

function clientHeaders(c: McpContext): ClientHeaders {
  const names = ["mcp-session-id", "mcp-protocol-version", "mcp-method", "mcp-name"] as const;
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = c.req.header(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function passedHeaders({ headers }: Response): Record<string, string> {
  return Object.fromEntries(
    answered.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}
