import type { z } from "zod";
import { assignmentMessage, startAssignment } from "../../shared/executor/assignments.ts";
import type { QueueHandler } from "./consume.ts";

/** Jobs for the executor: each waits here until there is a free place for it. */
export const executionTasks: QueueHandler<z.infer<typeof assignmentMessage>> = {
  schema: assignmentMessage,
  maxAttempts: 90,
  deadLetters: (env) => env.EXECUTION_TASKS_DLQ,
  handle: async (spine, { assignmentId }) => startAssignment(spine, assignmentId),
};
