import type { Database } from "../db/database.ts";
import type { Statement } from "../db/ledger.ts";
import { llmCalls } from "../db/schema.ts";
import type { LedgerEntry } from "../domain/ledger.ts";
import type { Spine } from "./context.ts";
import { fact } from "./record.ts";
import { promptTokens, type Tokens } from "../llm/models.ts";

/** What is to be written of a call, in one batch with what is made of its answer. */
export interface CallRecord {
  facts: LedgerEntry[];
  records: Statement[];
  row: CallRow;
}

export type CallRow = typeof llmCalls.$inferInsert;

/** A call that was made, as it is to be remembered. Times are epoch milliseconds, money is micro-dollars. */
export interface MadeCall {
  id: string;
  taskId: string;
  /** What the call was for: "classify", "draft", "agent". */
  purpose: string;
  model: string;
  provider: Provider;
  tokens: Tokens;
  microUsd: number;
  startedAt: number;
  /** Why the answer ended, in the Messages API's words or ours. */
  stopReason: string;
}

export type Provider = "anthropic" | "sandbox";

/** Who has answered: the sandbox's stand-in says so in the message's id. */
export function providerOf(messageId: string): Provider {
  return messageId.startsWith("msg_sandbox_") ? "sandbox" : "anthropic";
}

/** The fact and the row of a call. */
export function callRecord(spine: Spine, call: MadeCall): CallRecord {
  const { id, taskId, purpose, model, provider, microUsd, startedAt: at, stopReason } = call;
  const { inputTokens, cacheWriteTokens, cachedTokens, outputTokens } = call.tokens;
  const tokens = { inputTokens, cacheWriteTokens, cachedTokens, outputTokens };
  const latencyMs = spine.now() - at;
  const summary = `${purpose}: ${model}, ${promptTokens(tokens)} tokens in, ${outputTokens} out`;
  const row = { id, taskId, purpose, model, provider, ...tokens, microUsd, latencyMs, stopReason, at };
  return {
    row,
    facts: [
      fact(spine, taskId, `llm/${id}`, "llm.called", summary, {
        purpose,
        model,
        provider,
        ...tokens,
        usd: microUsd / 1_000_000,
        latencyMs,
        stopReason,
      }),
    ],
    records: [callStatement(spine.db, row)],
  };
}

/** Writes a call's row, once. */
export function callStatement(db: Database, row: CallRow): Statement {
  return db.insert(llmCalls).values(row).onConflictDoNothing();
}
