import Anthropic, { APIConnectionError, APIError } from "@anthropic-ai/sdk";
import { zodOutputFormat } from "@anthropic-ai/sdk/helpers/zod";
import type { z } from "zod";
import type { Attempt } from "../domain/attempt.ts";
import type { CircuitReport } from "../domain/circuit.ts";
import { describeError } from "../platform/errors.ts";
import { requireSetting } from "../platform/config.ts";
import type { Spine } from "./context.ts";
import { release, reserve } from "./budget.ts";
import { record } from "./record.ts";
import { enterService, leaveService } from "./service.ts";
import { type CallRecord, callRecord, type Provider, providerOf } from "./call-record.ts";
import { costOf, promptTokens, type Tier, tiers, worstCostOf } from "../llm/models.ts";
import { isPassing } from "../llm/passing.ts";

export interface Question<T> {
  taskId: string;
  /** Whose day's budget pays. */
  project: string;
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
  provider: Provider;
  inputTokens: number;
  outputTokens: number;
  microUsd: number;
}

/** A model's answer: parsed, or with the problems that keep it from being of the asked form. */
export type Answer<T> = { usage: Usage; call: CallRecord } & (
  | { value: T; problems: null }
  | { value: null; problems: string[] }
);

/**
 * The one door to Claude. Reserves money, calls, settles; each outcome is a value that says whether to go on, come back
 * later, wait for money or give up. Whoever gets an answer records its call, whatever becomes of it: see `ask`.
 */
export async function complete<T>(spine: Spine, question: Question<T>): Promise<Attempt<Answer<T>>> {
  const { model, timeoutMs } = tiers[question.tier];
  const { taskId, purpose, project } = question;
  const callId = crypto.randomUUID();
  const worst = worstCostOf(model, question.system.length + question.user.length, question.maxTokens);
  const reserved = await reserve(spine, { id: callId, taskId, project, amount: worst });
  if (reserved.kind === "paused") return reserved;
  const door = await enterService(spine, "anthropic", { id: callId, target: model });
  if (door.kind === "wait") {
    await release(spine, callId, taskId, 0);
    return { kind: "wait", afterMs: door.waitMs, reason: door.reason };
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
    const outcome = outcomeOfError(error);
    await release(spine, callId, taskId, 0);
    await leaveService(spine, "anthropic", callId, reportOf(outcome));
    return outcome;
  }

  const tokens = {
    inputTokens: message.usage.input_tokens,
    cacheWriteTokens: message.usage.cache_creation_input_tokens ?? 0,
    cachedTokens: message.usage.cache_read_input_tokens ?? 0,
    outputTokens: message.usage.output_tokens,
  };
  const microUsd = costOf(model, tokens);
  await Promise.all([
    release(spine, callId, taskId, microUsd),
    leaveService(spine, "anthropic", callId, { kind: "answered" }),
  ]);
  const provider = providerOf(message.id);
  const stopReason = message.stop_reason ?? "none";
  const call = callRecord(spine, {
    id: callId,
    taskId,
    purpose,
    model,
    provider,
    tokens,
    microUsd,
    startedAt,
    stopReason,
  });
  const usage: Usage = {
    model,
    provider,
    inputTokens: promptTokens(tokens),
    outputTokens: tokens.outputTokens,
    microUsd,
  };
  if (message.stop_reason === "refusal") {
    await record(spine, call.facts, call.records);
    return { kind: "failed", code: "llm_refused", reason: "the model declined to answer" };
  }
  const text = message.content.map((block) => (block.type === "text" ? block.text : "")).join("");
  return { kind: "done", value: { usage, call, ...parseAnswer(question.schema, text, stopReason) } };
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

/** Time-outs and some refusals pass; the rest stays wrong however often it is asked. */
function outcomeOfError(error: unknown): Exclude<Attempt<never>, { kind: "done" | "wait" | "paused" }> {
  const passing = (reason: string, afterMs = 0) =>
    ({ kind: "retry", afterMs: afterMs || 2000, code: "llm_unavailable", reason }) as const;
  if (error instanceof APIConnectionError) return passing(describeError(error));
  if (!(error instanceof APIError)) throw error;
  const status = Number(error.status ?? 0);
  const reason = `Claude's API answered ${status}: ${error.name}`;
  if (!isPassing(status)) return { kind: "failed", code: "llm_rejected", reason };
  const headers: unknown = error.headers;
  const retryAfter = headers instanceof Headers ? Number(headers.get("retry-after") ?? 0) : 0;
  return passing(reason, retryAfter * 1000);
}

/** What a call that came to nothing says of the service: refusing is answering too. */
function reportOf(outcome: ReturnType<typeof outcomeOfError>): CircuitReport {
  return outcome.kind === "failed" ? { kind: "answered" } : { kind: "failed", reason: outcome.reason };
}
