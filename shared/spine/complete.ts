import type { Attempt } from "../domain/attempt.ts";
import type { CircuitReport } from "../domain/circuit.ts";
import { askClaude, type NotSaid, type Parsed, type Prompt } from "../llm/claude.ts";
import { costOf, promptTokens, tiers, worstCostOf } from "../llm/models.ts";
import { withoutSecrets } from "../platform/redact.ts";
import { drawMoney, payCall } from "./call-money.ts";
import { type CallRecord, callRecord, type Provider, providerOf } from "./call-record.ts";
import type { Spine } from "./context.ts";
import { record } from "./record.ts";
import { enterService, leaveService, waitAt } from "./service.ts";
import { stopAmong } from "../domain/stop.ts";
import { glanceAt } from "./glance.ts";
import { heldUp } from "./stops.ts";

export interface Question<T> extends Prompt<T> {
  taskId: string;
  /** Whose day's budget pays. */
  project: string;
  /** What the call is for, in the ledger: "classify", "draft". */
  purpose: string;
}

export interface Usage {
  model: string;
  provider: Provider;
  inputTokens: number;
  outputTokens: number;
  microUsd: number;
}

/** A model's answer, and what it cost. */
export type Answer<T> = { usage: Usage; call: CallRecord } & Parsed<T>;

/**
 * The one way to Claude for a task. Reserves money, calls, settles; each outcome is a value that says whether to go on, come back
 * later, wait for money or for the end of a stop, or give up. Whoever gets an answer records its call, whatever becomes of it: see `ask`.
 */
export async function complete<T>(spine: Spine, question: Question<T>): Promise<Attempt<Answer<T>>> {
  const { model } = tiers[question.tier];
  const { taskId, purpose, project, system, maxTokens } = question;
  const where = { project, job: spine.jobs.ofTask(taskId)?.name, service: "anthropic" };
  const stop = stopAmong((await glanceAt(spine, taskId)).stops, where);
  if (stop !== null) return heldUp(stop);
  // What somebody pasted into a report or a mail is nobody's to pass on.
  const user = withoutSecrets(question.user);
  const worst = worstCostOf(model, { characters: bytesOf(system) + bytesOf(user) }, maxTokens);
  const reserved = await drawMoney(spine, { taskId, project, amount: worst });
  if (reserved.kind !== "reserved") return reserved;
  const { id } = reserved;
  const door = await enterService(spine, "anthropic", { id, target: model });
  if (door.kind === "wait") {
    await payCall(spine, id, 0);
    return { ...waitAt(door), code: "llm_unavailable" };
  }
  const startedAt = spine.now();
  const answered = await askClaude(spine, { ...question, user });
  if (answered.kind !== "said") {
    await payCall(spine, id, 0);
    await leaveService(spine, "anthropic", id, reportOf(answered));
    if (answered.kind === "failed") return answered;
    const { afterMs, code, reason } = answered;
    const limited = code === "llm_busy";
    return { kind: "wait", afterMs, code, reason, down: { service: "anthropic", since: startedAt, limited } };
  }
  const { messageId, tokens, stopReason, answer } = answered.said;
  const microUsd = costOf(model, tokens);
  await Promise.all([
    payCall(spine, id, microUsd),
    leaveService(spine, "anthropic", id, { kind: "answered" }),
  ]);
  const provider = providerOf(messageId);
  const made = { id, taskId, purpose, model, provider, tokens, microUsd, startedAt, stopReason };
  const call = callRecord(spine, made);
  if (stopReason === "refusal") {
    await record(spine, call.facts, call.records);
    return { kind: "failed", code: "llm_refused", reason: "the model declined to answer" };
  }
  const usage: Usage = {
    model,
    provider,
    inputTokens: promptTokens(tokens),
    outputTokens: tokens.outputTokens,
    microUsd,
  };
  return { kind: "done", value: { usage, call, ...answer } };
}

/** As for agents: what is no plain English has more tokens a character, and more bytes too. */
const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** What a call that came to nothing says of the service: refusing is answering too. */
function reportOf(outcome: NotSaid): CircuitReport {
  return outcome.kind === "failed" ? { kind: "answered" } : { kind: "failed", reason: outcome.reason };
}
