import { createHash } from "node:crypto";
import { streamSSE } from "hono/streaming";
import { z } from "zod";
import { createTwinApp, type Twin } from "../twin.ts";
import { classify } from "./classify.ts";
import { draft } from "./draft.ts";
import { streamEvents } from "./stream.ts";
import { countTokens, PromptCache } from "./usage.ts";
import { knownModels, messagesRequest, type MessagesRequest, userText } from "./wire.ts";

/** The stand-in for Claude: the Messages API's form, with answers derived from the input by plain rules. */
export function createAnthropicTwin(): Twin {
  const cache = new PromptCache();
  const app = createTwinApp(
    "anthropic",
    () => cache.clear(),
    (routes) => {
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
        const message = answer(request.value, cache, c.get("fault")?.text);
        if (!request.value.stream) return c.json(message);
        return streamSSE(c, async (stream) => {
          for (const event of streamEvents(message))
            await stream.writeSSE({ event: event.type, data: JSON.stringify(event) });
        });
      });
    },
  );
  return { name: "anthropic", app, reset: () => cache.clear(), snapshot: () => null, restore: () => {} };
}

export type Message = ReturnType<typeof answer>;

function answer(request: MessagesRequest, cache: PromptCache, replacement: string | undefined) {
  const input = userText(request);
  const full = replacement ?? textFor(request, input);
  const cutOff = countTokens(full) > request.max_tokens;
  const text = cutOff ? full.slice(0, request.max_tokens * 4) : full;
  const id = createHash("sha256").update(JSON.stringify(request)).update(full).digest("hex").slice(0, 24);
  return {
    id: `msg_sandbox_${id}`,
    type: "message" as const,
    role: "assistant" as const,
    model: request.model,
    content: [{ type: "text" as const, text }],
    stop_reason: cutOff ? ("max_tokens" as const) : ("end_turn" as const),
    stop_sequence: null,
    usage: cache.usageOf(request, input, text),
  };
}

/** The schema's property names tell what is asked for. */
function textFor(request: MessagesRequest, input: string): string {
  const asked = Object.keys(request.output_config?.format?.schema.properties ?? {});
  if (asked.includes("intent")) return JSON.stringify(classify(input));
  if (asked.includes("markdown")) return JSON.stringify(draft(input));
  return `The sandbox's stand-in for Claude has read ${input.length} characters and has no rule for answering them.`;
}

type Parsed =
  | { kind: "request"; value: MessagesRequest }
  | { kind: "refused"; error: ReturnType<typeof apiError>; status: 400 | 404 };

function parseRequest(body: string, defaults: object): Parsed {
  let json: unknown;
  try {
    json = { ...defaults, ...JSON.parse(body) };
  } catch {
    return {
      kind: "refused",
      error: apiError("invalid_request_error", "the request body is not valid JSON"),
      status: 400,
    };
  }
  const parsed = messagesRequest.safeParse(json);
  if (!parsed.success)
    return {
      kind: "refused",
      error: apiError("invalid_request_error", z.prettifyError(parsed.error)),
      status: 400,
    };
  const sampling = ["temperature", "top_p", "top_k"].find((name) => name in parsed.data);
  if (sampling)
    return {
      kind: "refused",
      error: apiError("invalid_request_error", `${sampling}: Extra inputs are not permitted`),
      status: 400,
    };
  if (!knownModels.has(parsed.data.model))
    return {
      kind: "refused",
      error: apiError("not_found_error", `model: ${parsed.data.model}`),
      status: 404,
    };
  return { kind: "request", value: parsed.data };
}

function apiError(type: string, message: string) {
  return { type: "error", error: { type, message }, request_id: "req_sandbox" };
}
