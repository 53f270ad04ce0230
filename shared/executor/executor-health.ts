import { z } from "zod";
import { describeError } from "../platform/errors.ts";
import type { Spine } from "../spine/context.ts";
import { askExecutor } from "./client.ts";

const answer = z.object({ ok: z.literal(true), warnings: z.array(z.string()).default([]) });
const answerWithinMs = 2000;

/** What people should know of the executor: which of its walls can't be had, or that it doesn't answer. */
export async function executorHealth(spine: Spine): Promise<{ warnings: string[] }> {
  // Containers are asked when they work: nobody starts one in order to look at it.
  if (spine.settings.EXECUTOR_URL === undefined) return { warnings: [] };
  try {
    const response = await askExecutor(spine, "health", "/health", {
      signal: AbortSignal.timeout(answerWithinMs),
    });
    return { warnings: answer.parse(await response.json()).warnings };
  } catch (error) {
    return { warnings: [`The executor does not answer: ${describeError(error)}`] };
  }
}
