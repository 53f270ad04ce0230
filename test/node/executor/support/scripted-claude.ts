import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { z } from "zod";
import { answerTool } from "../../../../sandbox/anthropic/agent/agent-turn.ts";
import { schemaProblem } from "../../../../sandbox/anthropic/schema-subset.ts";

/** What the model says in one turn: words, or a call of a tool. */
export type Block = { text: string } | { tool: string; input: object };

/** One answer of the model; or an answer of the Worker's proxy in its stead. */
export type Turn =
  | Block[]
  | { status: number; body: object }
  | ((request: MessagesRequest) => Block[] | Promise<Block[]>);

const requestSchema = z.looseObject({
  model: z.string(),
  max_tokens: z.number(),
  stream: z.boolean().optional(),
  system: z.unknown(),
  tools: z.array(z.looseObject({ name: z.string() })).default([]),
  messages: z.array(
    z.looseObject({
      role: z.string(),
      content: z.union([
        z.string(),
        z.array(
          z.looseObject({
            type: z.string(),
            text: z.string().optional(),
            content: z.unknown().optional(),
          }),
        ),
      ]),
    }),
  ),
});
export type MessagesRequest = z.infer<typeof requestSchema>;

export interface ScriptedClaude {
  url: string;
  /** Requests for messages, in their order. */
  requests: { body: MessagesRequest; raw: string; authorization: string | undefined }[];
  /** What tools have answered, as the model has seen it, in their order. */
  toolResults(): string[];
  /** Requests that no turn was left for, and those to other addresses. */
  unexpected: string[];
  close(): Promise<void>;
}

/**
 * A stand-in of the Messages API that says its turns one after the other, streamed. The MCP servers of an assignment can be had
 * under `/mcp/<name>`, as far as `mcp` answers.
 */
export async function scriptClaude(
  turns: Turn[],
  mcp: (name: string, message: unknown) => object | null = () => null,
): Promise<ScriptedClaude> {
  const requests: ScriptedClaude["requests"] = [];
  const unexpected: string[] = [];
  const left = [...turns];
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await textOf(request);
    const { pathname } = new URL(request.url ?? "/", "http://claude");
    const name = /^\/mcp\/([a-z]+)$/.exec(pathname)?.[1];
    if (name !== undefined) {
      const said = request.method === "POST" ? mcp(name, JSON.parse(raw)) : null;
      if (said === null) response.writeHead(request.method === "POST" ? 202 : 405).end();
      else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(said));
      return;
    }
    const turn = pathname === "/v1/messages" ? left.shift() : undefined;
    if (turn === undefined) {
      unexpected.push(`${request.method} ${request.url} ${raw.slice(0, 300)}`);
      response.writeHead(500, { "content-type": "application/json", "x-should-retry": "false" });
      response.end(
        JSON.stringify({ type: "error", error: { type: "api_error", message: "no turn is left" } }),
      );
      return;
    }
    const body = requestSchema.parse(JSON.parse(raw));
    const form = body.tools.find((tool) => tool.name === answerTool)?.["input_schema"];
    const problem = form === undefined ? null : schemaProblem(form);
    if (problem !== null) {
      const error = { type: "invalid_request_error", message: problem };
      response
        .writeHead(400, { "content-type": "application/json" })
        .end(JSON.stringify({ type: "error", error }));
      return;
    }
    requests.push({ body, raw, authorization: request.headers.authorization });
    if ("status" in turn) {
      response.writeHead(turn.status, { "content-type": "application/json" }).end(JSON.stringify(turn.body));
      return;
    }
    stream(response, body.model, requests.length, typeof turn === "function" ? await turn(body) : turn);
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    unexpected,
    toolResults: () => toolResultsOf(requests.at(-1)?.body),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** What tools have answered up to this request. */
export function toolResultsOf(request: MessagesRequest | undefined): string[] {
  return (request?.messages ?? []).flatMap(({ content }) =>
    typeof content === "string"
      ? []
      : content.flatMap((block) => (block.type === "tool_result" ? [textIn(block.content)] : [])),
  );
}

const textBlocks = z.array(z.looseObject({ text: z.string().optional() }));

function textIn(content: unknown): string {
  const blocks = textBlocks.safeParse(content);
  return blocks.success ? blocks.data.map(({ text }) => text ?? "").join("\n") : String(content);
}

/** The answer by which the agent's program ends a conversation that wants a form. */
export const answers = (value: object): Block[] => [{ tool: answerTool, input: value }];

function stream(response: ServerResponse, model: string, number: number, blocks: Block[]): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (type: string, data: object): void => {
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
  };
  const message = { id: `msg_${number}`, type: "message", role: "assistant", model, content: [] };
  const usage = { input_tokens: 10, output_tokens: 1 };
  send("message_start", { message: { ...message, stop_reason: null, stop_sequence: null, usage } });
  for (const [index, block] of blocks.entries()) {
    const [start, delta] =
      "text" in block
        ? [
            { type: "text", text: "" },
            { type: "text_delta", text: block.text },
          ]
        : [
            { type: "tool_use", id: `toolu_${number}_${index}`, name: block.tool, input: {} },
            { type: "input_json_delta", partial_json: JSON.stringify(block.input) },
          ];
    send("content_block_start", { index, content_block: start });
    send("content_block_delta", { index, delta });
    send("content_block_stop", { index });
  }
  const reason = blocks.some((block) => "tool" in block) ? "tool_use" : "end_turn";
  send("message_delta", { delta: { stop_reason: reason, stop_sequence: null }, usage: { output_tokens: 5 } });
  send("message_stop", {});
  response.end();
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
