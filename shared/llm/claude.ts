import { BaseAnthropic } from "@anthropic-ai/sdk/client";
import { APIConnectionError, APIError } from "@anthropic-ai/sdk/error";
import { zodOutputFormat } from "@anthropic-ai/sdk/helpers/zod";
import { type Message, Messages } from "@anthropic-ai/sdk/resources/messages/messages";
import { z } from "zod";
import type { Attempt } from "../domain/attempt.ts";
import { describeError } from "../platform/errors.ts";
import { type Outside, requireSetting } from "../platform/config.ts";
import { patienceOf } from "../platform/retry-after.ts";
import { type Tier, tiers, type Tokens } from "./models.ts";
import { claudeMeans, claudeRefusesKey } from "./answers.ts";

/** What Claude is asked, and the form that the answer must have. */
export interface Prompt<T> {
  tier: Tier;
  /** The unchanging part; it is cached. */
  system: string;
  user: string;
  schema: z.ZodType<T>;
  maxTokens: number;
}

/** What Claude has said: parsed, or with the problems that keep it from being of the asked form. */
export type Parsed<T> = { value: T; problems: null } | { value: null; problems: string[] };

export interface Said<T> {
  messageId: string;
  tokens: Tokens;
  stopReason: string;
  answer: Parsed<T>;
}

/** A call that came to nothing: it may be made again, or stays wrong however often it is made (`token`: because our key is refused). */
export type NotSaid = Extract<Attempt<never>, { kind: "retry" | "failed" }> & { token?: true };

/** Asks Claude once, through its Messages API. What it costs is the caller's affair. */
export async function askClaude<T>(
  outside: Outside,
  { tier, system, user, schema, maxTokens }: Prompt<T>,
): Promise<{ kind: "said"; said: Said<T> } | NotSaid> {
  const { model, timeoutMs } = tiers[tier];
  const client = new BaseAnthropic({
    apiKey: requireSetting(outside.settings, "ANTHROPIC_API_KEY"),
    baseURL: outside.settings.ANTHROPIC_BASE_URL,
    fetch: outside.fetch,
    maxRetries: 0,
    timeout: timeoutMs,
  });
  let message: Message;
  try {
    message = await new Messages(client).create({
      model,
      max_tokens: maxTokens,
      system: [{ type: "text", text: system, cache_control: { type: "ephemeral" } }],
      messages: [{ role: "user", content: user }],
      output_config: { format: zodOutputFormat(schema) },
    });
  } catch (error) {
    return outcomeOfError(error, outside.now());
  }
  // The SDK hands on what it got: the page of something between comes through it as a text.
  if (!answerForm.safeParse(message).success)
    return passing("Claude's API answered in a form that is not known", "llm_unavailable");
  const { usage, content, id: messageId } = message;
  const stopReason = message.stop_reason ?? "none";
  const text = content.map((block) => (block.type === "text" ? block.text : "")).join("");
  const tokens = {
    inputTokens: usage.input_tokens,
    cacheWriteTokens: usage.cache_creation_input_tokens ?? 0,
    cachedTokens: usage.cache_read_input_tokens ?? 0,
    outputTokens: usage.output_tokens,
  };
  return {
    kind: "said",
    said: { messageId, tokens, stopReason, answer: parseAnswer(schema, text, stopReason) },
  };
}

const answerForm = z.object({
  id: z.string(),
  content: z.array(z.object({ type: z.string() })),
  usage: z.object({ input_tokens: z.int(), output_tokens: z.int() }),
});

function parseAnswer<T>(schema: z.ZodType<T>, text: string, stopReason: string): Parsed<T> {
  if (stopReason !== "end_turn")
    return { value: null, problems: [`the answer stopped early: ${stopReason}`] };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { value: null, problems: [`the answer is not JSON (${describeError(error)})`] };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { value: parsed.data, problems: null };
  return {
    value: null,
    problems: parsed.error.issues.map((issue) => `${issue.path.join(".") || "answer"}: ${issue.message}`),
  };
}

const pauseMs = 2000;

function passing(reason: string, code: "llm_unavailable" | "llm_busy", afterMs = pauseMs): NotSaid {
  return { kind: "retry", afterMs, code, reason };
}

/** Time-outs and some refusals pass; the rest stays wrong however often it is asked. */
function outcomeOfError(error: unknown, now: number): NotSaid {
  if (error instanceof APIConnectionError) return passing(describeError(error), "llm_unavailable");
  if (!(error instanceof APIError)) throw error;
  const status = Number(error.status ?? 0);
  const reason = `Claude's API answered ${status}: ${error.name}`;
  const meaning = claudeMeans(status);
  if (meaning === "refused")
    return {
      kind: "failed",
      code: "llm_rejected",
      reason,
      ...(claudeRefusesKey(status) ? { token: true } : {}),
    };
  const headers: unknown = error.headers;
  const afterMs = headers instanceof Headers ? patienceOf(headers, now, pauseMs) : pauseMs;
  return passing(reason, meaning === "limited" ? "llm_busy" : "llm_unavailable", afterMs);
}
