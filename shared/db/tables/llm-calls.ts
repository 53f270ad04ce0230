import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const llmCalls = sqliteTable(
  "llm_calls",
  {
    id: text().primaryKey(),
    taskId: text("task_id").notNull(),
    purpose: text().notNull(),
    model: text().notNull(),
    provider: text({ enum: ["anthropic", "sandbox"] }).notNull(),
    inputTokens: integer("input_tokens").notNull(),
    cacheWriteTokens: integer("cache_write_tokens").notNull(),
    cachedTokens: integer("cached_tokens").notNull(),
    outputTokens: integer("output_tokens").notNull(),
    microUsd: integer("micro_usd").notNull(),
    latencyMs: integer("latency_ms").notNull(),
    stopReason: text("stop_reason").notNull(),
    at: integer().notNull(),
  },
  (t) => [index("llm_calls_task").on(t.taskId), index("llm_calls_at").on(t.at)],
);
