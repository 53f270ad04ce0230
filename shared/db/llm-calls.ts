import { and, eq, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { llmCalls } from "./schema.ts";

/** Whether the sandbox's stand-in has played the model for a task. */
export async function isPlayed(db: Database, taskId: string): Promise<boolean> {
  const call = await db
    .select({ id: llmCalls.id })
    .from(llmCalls)
    .where(and(eq(llmCalls.taskId, taskId), eq(llmCalls.provider, "sandbox")))
    .limit(1)
    .get();
  return call !== undefined;
}

/** What the calls have cost that were paid from each of these reservations, micro-dollars; see `Purses` for their ids. */
export async function costsOf(
  db: Database,
  reservations: readonly string[],
): Promise<{ id: string; cost: number }[]> {
  return db.all(sql`
    SELECT one.value AS id, (SELECT coalesce(sum(${llmCalls.microUsd}), 0) FROM ${llmCalls}
      WHERE ${llmCalls.id} >= one.value AND ${llmCalls.id} < one.value || '/') AS cost
    FROM json_each(${JSON.stringify(reservations)}) AS one`);
}
