import { and, eq } from "drizzle-orm";
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
