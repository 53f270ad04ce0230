import Anthropic, { APIConnectionError, APIError } from "@anthropic-ai/sdk";
import { zodOutputFormat } from "@anthropic-ai/sdk/helpers/zod";
import type { z } from "zod";
import { llmCalls } from "../db/schema.ts";
import type { Attempt } from "../domain/attempt.ts";
import { nextDay } from "../domain/budget.ts";
import { describeError } from "../platform/errors.ts";
import { requireSetting } from "../platform/settings.ts";
import type { Spine } from "../spine/context.ts";
import { fact, record } from "../spine/record.ts";
import { costOf, type Tier, tiers, worstCostOf } from "./models.ts";

export interface Question<T> {
  taskId: string;
  /** What the call is for, in the ledger: "classify", "draft". */
  purpose: string;
  tier: Tier;
  /** The unchanging part of the prompt; it is cached. */
  system: string;
  user: string;
  schema: z.ZodType<T>;
  maxTokens: number;
}

export interface Usage {
  model: string;
  provider: "anthropic" | "sandbox";
  inputTokens: number;
  outputTokens: number;
  microUsd: number;
}

/** A model's answer: parsed, or with the problems that keep it from being of the asked form. */
export type Answer<T> = { usage: Usage } & (
  | { value: T; problems: null }
  | { value: null; problems: string[] }
);

/**
 * The one door to Claude. Reserves money, calls, settles, records; each outcome is a value that says whether to go on,
 * come back later, wait for money or give up.
 */
export async function complete<T>(spine: Spine, question: Question<T>): Promise<Attempt<Answer<T>>> {
  const { model, timeoutMs } = tiers[question.tier];
  const callId = crypto.randomUUID();
  const budget = spine.env.BUDGET_LEDGER.getByName("system-day");
  const worst = worstCostOf(model, question.system.length + question.user.length, question.maxTokens);
  const limit = Math.round(spine.settings.LLM_DAILY_BUDGET_USD * 1_000_000);
  if (!(await budget.reserve(callId, worst, limit, spine.now()))) {
    return {
      kind: "paused",
      until: nextDay(spine.now()),
      reason: `the day's budget of $${spine.settings.LLM_DAILY_BUDGET_USD} is used up`,
    };
  }

  const client = new Anthropic({
    apiKey: requireSetting(spine.settings, "ANTHROPIC_API_KEY"),
    baseURL: spine.settings.ANTHROPIC_BASE_URL,
    fetch: spine.fetch,
    maxRetries: 0,
    timeout: timeoutMs,
  });
  const startedAt = spine.now();
  let message: Anthropic.Message;
  try {
    message = await client.messages.create({
      model,
      max_tokens: question.maxTokens,
      system: [{ type: "text", text: question.system, cache_control: { type: "ephemeral" } }],
      messages: [{ role: "user", content: question.user }],
      output_config: { format: zodOutputFormat(question.schema) },
    });
  } catch (error) {
    await budget.settle(callId, 0, spine.now());
    return outcomeOfError(error);
  }

  const tokens = {
    inputTokens: message.usage.input_tokens,
    cacheWriteTokens: message.usage.cache_creation_input_tokens ?? 0,
    cachedTokens: message.usage.cache_read_input_tokens ?? 0,
    outputTokens: message.usage.output_tokens,
  };
  const microUsd = costOf(model, tokens);
  await budget.settle(callId, microUsd, spine.now());
  const provider = message.id.startsWith("msg_sandbox_") ? "sandbox" : "anthropic";
  const stopReason = message.stop_reason ?? "none";
  const latencyMs = spine.now() - startedAt;
  const { taskId, purpose } = question;
  await record(
    spine,
    [
      fact(
        spine,
        taskId,
        `llm/${callId}`,
        "llm.called",
        `${purpose}: ${model}, ${tokens.inputTokens + tokens.cacheWriteTokens + tokens.cachedTokens} tokens in, ${tokens.outputTokens} out`,
        {
          purpose,
          model,
          provider,
          ...tokens,
          usd: microUsd / 1_000_000,
          latencyMs,
          stopReason,
        },
      ),
    ],
    [
      spine.db.insert(llmCalls).values({
        id: callId,
        taskId,
        purpose,
        model,
        provider,
        ...tokens,
        microUsd,
        latencyMs,
        stopReason,
        at: startedAt,
      }),
    ],
  );

  const usage: Usage = {
    model,
    provider,
    inputTokens: tokens.inputTokens + tokens.cacheWriteTokens + tokens.cachedTokens,
    outputTokens: tokens.outputTokens,
    microUsd,
  };
  if (message.stop_reason === "refusal")
    return { kind: "failed", code: "llm_refused", reason: "the model declined to answer" };
  const text = message.content.map((block) => (block.type === "text" ? block.text : "")).join("");
  return { kind: "done", value: { usage, ...parseAnswer(question.schema, text, stopReason) } };
}

function parseAnswer<T>(
  schema: z.ZodType<T>,
  text: string,
  stopReason: string,
): { value: T; problems: null } | { value: null; problems: string[] } {
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

/** Time-outs, 408, 409, 429 and 5xx pass; the rest stays wrong however often it is asked. */
function outcomeOfError(error: unknown): Attempt<never> {
  if (error instanceof APIConnectionError)
    return { kind: "retry", afterMs: 2000, code: "llm_unavailable", reason: describeError(error) };
  if (!(error instanceof APIError)) throw error;
  const status = Number(error.status ?? 0);
  const passing = status === 408 || status === 409 || status === 429 || status >= 500;
  if (!passing)
    return { kind: "failed", code: "llm_rejected", reason: `Claude's API answered ${status}: ${error.name}` };
  const headers: unknown = error.headers;
  const retryAfter = headers instanceof Headers ? Number(headers.get("retry-after") ?? 0) : 0;
  return {
    kind: "retry",
    afterMs: retryAfter * 1000 || 2000,
    code: "llm_unavailable",
    reason: `Claude's API answered ${status}: ${error.name}`,
  };
}
