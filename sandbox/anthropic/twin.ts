import { streamSSE } from "hono/streaming";
import { z } from "zod";
import { parseJson } from "../json.ts";
import { createTwinApp, type Twin } from "../twin.ts";
import { agentTurn } from "./agent/agent-turn.ts";
import { AgentScripts, scriptsRequest } from "./agent/scripts.ts";
import { errorTypeOf } from "./agent/turn.ts";
import { deliveryAnswers } from "./delivery/registry.ts";
import { classify } from "./desk/classify.ts";
import { Schema } from "./desk/schema.ts";
import { writeDraft } from "./desk/write.ts";
import { digest, type Message, messageOf } from "./message.ts";
import { apiError, parseRequest } from "./parse-request.ts";
import { streamEvents } from "./stream.ts";
import { countTokens, PromptCache } from "./usage.ts";
import { watchAnswers } from "./watch/registry.ts";
import { meetingAnswers } from "./meetings/registry.ts";
import { type MessagesRequest, userText } from "./wire.ts";

/**
 * The stand-in for Claude: the Messages API's form, with answers derived from the input by plain rules. In the agent loop
 * it knows the shipped examples, and does what a test's script says (`POST /_sandbox/agent-script`). Told to obey
 * (`POST /_sandbox/obey`), it does what the words that it reads for a watch, a delivery or a meeting tell it.
 */
export function createAnthropicTwin(): Twin {
  const cache = new PromptCache();
  const scripts = new AgentScripts();
  let obeying = false;
  const reset = () => {
    cache.clear();
    scripts.clear();
    obeying = false;
  };
  const app = createTwinApp("anthropic", reset, (routes) => {
    routes.post("/_sandbox/agent-script", (c) => {
      const parsed = scriptsRequest.safeParse(parseJson(c.get("rawBody")));
      if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
      scripts.add(parsed.data.scripts);
      return c.json({ ok: true });
    });
    routes.post("/_sandbox/obey", (c) => {
      const parsed = obeyRequest.safeParse(parseJson(c.get("rawBody")));
      if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
      obeying = parsed.data.obey;
      return c.json({ ok: true });
    });
    routes.use("/v1/*", async (c, next) => {
      if (c.req.header("x-api-key") || c.req.header("authorization")) return next();
      return c.json(apiError("authentication_error", "x-api-key header is required"), 401);
    });
    routes.post("/v1/messages/count_tokens", (c) => {
      const request = parseRequest(c.get("rawBody"), { max_tokens: 1 });
      if (request.kind === "refused") return c.json(request.error, request.status);
      return c.json({
        input_tokens: countTokens(userText(request.value) + JSON.stringify(request.value.system ?? "")),
      });
    });
    routes.post("/v1/messages", (c) => {
      const request = parseRequest(c.get("rawBody"), {});
      if (request.kind === "refused") return c.json(request.error, request.status);
      const answered = answer(request.value, cache, scripts, obeying, c.get("fault")?.text);
      if (answered.kind === "error") return Response.json(answered.error, { status: answered.status });
      const { message } = answered;
      if (!request.value.stream) return c.json(message);
      return streamSSE(c, async (stream) => {
        for (const event of streamEvents(message))
          await stream.writeSSE({ event: event.type, data: JSON.stringify(event) });
      });
    });
  });
  return { name: "anthropic", app, reset, snapshot: () => null, restore: () => {} };
}

const obeyRequest = z.strictObject({ obey: z.boolean() });

type Answered =
  | { kind: "message"; message: Message }
  | { kind: "error"; error: ReturnType<typeof apiError>; status: number };

function answer(
  request: MessagesRequest,
  cache: PromptCache,
  scripts: AgentScripts,
  obeying: boolean,
  replacement: string | undefined,
): Answered {
  const turn = replacement === undefined ? agentTurn(request, scripts) : null;
  if (turn && "status" in turn) {
    return { kind: "error", error: apiError(errorTypeOf(turn.status), turn.error), status: turn.status };
  }
  if (turn && "tool" in turn) {
    const id = `toolu_sandbox_${digest(request, turn)}`;
    const content = [{ type: "tool_use" as const, id, name: turn.tool, input: turn.input }];
    const usage = cache.usageOfConversation(request, JSON.stringify(turn));
    return { kind: "message", message: messageOf(request, { content, stop_reason: "tool_use", usage }) };
  }
  const input = userText(request);
  const full = turn?.text ?? replacement ?? textFor(request, input, obeying);
  const cutOff = countTokens(full) > request.max_tokens;
  const text = cutOff ? full.slice(0, request.max_tokens * 4) : full;
  const message = messageOf(request, {
    content: [{ type: "text", text }],
    stop_reason: cutOff ? "max_tokens" : "end_turn",
    usage: turn ? cache.usageOfConversation(request, text) : cache.usageOf(request, input, text),
  });
  return { kind: "message", message };
}

/** The schema's property names tell what is asked for. */
function textFor(request: MessagesRequest, input: string, obeying: boolean): string {
  const asked = Object.keys(request.output_config?.format?.schema.properties ?? {});
  const system = systemText(request);
  const schema = new Schema(request.output_config?.format?.schema ?? {});
  if (asked.includes("intent") || asked.includes("brief"))
    return JSON.stringify(classify(system, input, schema));
  const watch = watchAnswers.find(({ field }) => asked.includes(field));
  if (watch !== undefined) return JSON.stringify(obeying ? watch.obeying(input) : watch.sober(input));
  const delivery = [...deliveryAnswers, ...meetingAnswers].find(({ field }) => asked.includes(field));
  if (delivery !== undefined)
    return JSON.stringify(obeying ? delivery.obeying(input) : delivery.sober(input));
  if (asked.length > 0 && input.includes("<brief>")) return JSON.stringify(writeDraft(schema, system, input));
  return `The sandbox's stand-in for Claude has read ${input.length} characters and has no rule for answering them.`;
}

function systemText({ system }: MessagesRequest): string {
  return typeof system === "string" ? system : (system ?? []).map(({ text }) => text).join("\n");
}
