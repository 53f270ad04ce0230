import type { z } from "zod";
import { jobMessage, startJob } from "../../shared/executor/jobs.ts";
import type { QueueHandler } from "./consume.ts";

/** Jobs for the executor: each waits here until there is a free place for it. */
export const executionTasks: QueueHandler<z.infer<typeof jobMessage>> = {
  schema: jobMessage,
  maxAttempts: 90,
  deadLetters: (env) => env.EXECUTION_TASKS_DLQ,
  handle: async (spine, { jobId }) => startJob(spine, jobId),
};
