import { asc, count, eq } from "drizzle-orm";
import { z } from "zod";
import { executorAssignments } from "../db/schema.ts";
import { describeError } from "../platform/errors.ts";
import type { Spine } from "../spine/context.ts";
import { askExecutor } from "./client.ts";

const answer = z.object({
  ok: z.literal(true),
  running: z.number().optional(),
  places: z.number().optional(),
  warnings: z.array(z.string()).default([]),
});

/** What people should know of the executor itself: whether it is up, its places, and which of its walls can't be had. */
export interface ExecutorHealth {
  /** Containers are started when there is work: nobody starts one in order to look at it. */
  state: "up" | "down" | "on demand";
  running: number | null;
  places: number | null;
  warnings: string[];
}

/** Asks the executor how it is. One that doesn't answer within `ms` is down. */
export async function executorHealth(spine: Spine, ms: number): Promise<ExecutorHealth> {
  const { EXECUTOR_URL } = spine.settings;
  const none = { running: null, places: null };
  if (EXECUTOR_URL === undefined) return { state: "on demand", ...none, warnings: [] };
  try {
    const response = await askExecutor(spine, "health", "/health", { signal: AbortSignal.timeout(ms) });
    const { running = null, places = null, warnings } = answer.parse(await response.json());
    return { state: "up", running, places, warnings };
  } catch (error) {
    return { state: "down", ...none, warnings: [`The executor does not answer: ${describeError(error)}`] };
  }
}

const most = 50;

/** What executors work on by our records, the longest first, and how much waits for a place. */
export async function executorWork({ db }: Pick<Spine, "db">) {
  const { id: assignmentId, taskId, mode, updatedAt } = executorAssignments;
  const [runs, [waiting]] = await db.batch([
    db
      .select({ assignmentId, taskId, mode, updatedAt })
      .from(executorAssignments)
      .where(eq(executorAssignments.state, "running"))
      .orderBy(asc(updatedAt))
      .limit(most),
    db.select({ n: count() }).from(executorAssignments).where(eq(executorAssignments.state, "queued")),
  ]);
  return {
    runs: runs.map(({ updatedAt: at, ...run }) => ({ ...run, heardAt: new Date(at).toISOString() })),
    queued: waiting?.n ?? 0,
  };
}
