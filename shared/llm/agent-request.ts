import { z } from "zod";
import { describeError } from "../platform/errors.ts";
import { type Media, mediaIn } from "./media.ts";
import { doorBounds, type JsonBounds, readJson } from "../platform/read-json.ts";
import { agentMaxTokens, agentModels, isModel, type ModelName, worstCostOf } from "./models.ts";

/** A request of an agent to the Messages API, as it may leave. */
export interface AgentRequest {
  kind: "allowed";
  model: ModelName;
  /** What is sent: written anew, so that what was judged is what is read there. */
  body: string;
  /** The most that it can cost, micro-dollars. */
  worst: number;
}

/** Why it may not, in the API's words. */
export interface Refusal {
  kind: "refused";
  status: 400 | 404;
  type: "invalid_request_error" | "not_found_error";
  message: string;
}

const countRequest = z.looseObject({
  model: z.string(),
  thinking: z.looseObject({ budget_tokens: z.int().optional() }).optional(),
  tools: z.array(z.looseObject({ type: z.string().nullish() })).optional(),
});
const request = countRequest.extend({ max_tokens: z.int().positive() });

/** What would reach the net from Claude's side, or cost what the table of prices doesn't know. */
const refusedFields = ["mcp_servers", "container", "speed", "inference_geo"];

/** Tools that the agent's own program carries out; all others are carried out by Anthropic, past the container's walls. */
const ownTools = /^(?:custom|bash_\d+|text_editor_\d+|memory_\d+|tool_search_tool_\w+)$/;

/** Judges a request for an answer and clamps the answer's length. `coder`: the model that its assignment works with. */
export function readAgentRequest(text: string, coder: ModelName): AgentRequest | Refusal {
  const judged = judge(request, text, coder);
  if (judged.kind === "refused") return judged;
  const { model, value, media } = judged;
  const maxTokens = Math.min(value.max_tokens, agentMaxTokens);
  const thought = value.thinking?.budget_tokens ?? 0;
  const body = JSON.stringify({
    ...value,
    max_tokens: maxTokens,
    ...(thought < maxTokens ? {} : { thinking: { ...value.thinking, budget_tokens: maxTokens - 1 } }),
  });
  // Bytes, not characters: what is no plain English has more tokens a character, and more bytes too.
  const bytes = new TextEncoder().encode(body).length;
  const { characters, tokens } = media;
  const prompt = { characters: bytes - characters, mediaTokens: tokens };
  const worst = worstCostOf(model, prompt, maxTokens, { hour: body.includes('"ttl":"1h"') });
  return { kind: "allowed", model, body, worst };
}

/** Judges a request to count tokens, which costs nothing. */
export function readCountRequest(text: string, coder: ModelName): AgentRequest | Refusal {
  const judged = judge(countRequest, text, coder);
  if (judged.kind === "refused") return judged;
  return { kind: "allowed", model: judged.model, body: JSON.stringify(judged.value), worst: 0 };
}

/** A conversation carries its files, and pictures as one string each. */
const conversationBounds: JsonBounds = { ...doorBounds, nodes: 1_000_000, string: 16 * 1024 * 1024 };

function judge<T extends z.infer<typeof countRequest>>(
  schema: z.ZodType<T>,
  text: string,
  coder: ModelName,
): { kind: "fine"; model: ModelName; value: T; media: Media } | Refusal {
  let json: unknown;
  try {
    json = readJson(text, conversationBounds);
  } catch (error) {
    return invalid(describeError(error));
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return invalid(`${issue?.path.join(".") || "body"}: ${issue?.message ?? "malformed"}`);
  }
  const { model, tools = [] } = parsed.data;
  const models = agentModels(coder);
  const allowed = `this agent may use ${models.join(", ")}`;
  if (!isModel(model))
    return {
      kind: "refused",
      status: 404,
      type: "not_found_error",
      message: `model: ${model} is not known; ${allowed}`,
    };
  if (!models.includes(model)) return invalid(`model: ${model} is not for this agent; ${allowed}`);
  const field = refusedFields.find((name) => Object.hasOwn(parsed.data, name));
  if (field !== undefined) return invalid(`${field} is not for agents`);
  const tool = tools.find(({ type }) => !ownTools.test(type ?? "custom"));
  if (tool !== undefined) return invalid(`tools: ${tool.type} is not for agents`);
  const media = mediaIn(json);
  if (media.fromAfar) return invalid("messages: images and documents are sent along, not by their address");
  return { kind: "fine", model, value: parsed.data, media };
}

function invalid(message: string): Refusal {
  return { kind: "refused", status: 400, type: "invalid_request_error", message };
}
