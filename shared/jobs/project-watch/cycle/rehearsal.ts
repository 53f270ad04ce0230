import { and, eq, type SQL, sql } from "drizzle-orm";
import { watchCycles } from "../../../db/schema.ts";

/** Holds for a cycle that looks back: what it has read is acted on by no cycle, not even when it has failed. */
export function isRehearsal(taskId: string): SQL {
  return sql`EXISTS (SELECT 1 FROM ${watchCycles} WHERE ${and(eq(watchCycles.taskId, taskId), eq(watchCycles.rehearsal, true))})`;
}
