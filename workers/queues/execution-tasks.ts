import type { z } from "zod";
import { assignmentMessage } from "../../shared/executor/assignments.ts";
import { startAssignment } from "../../shared/executor/start-assignment.ts";
import type { QueueHandler } from "./consume.ts";

/** Jobs for the executor: each waits here until there is a free place for it. */
export const executionTasks: QueueHandler<z.infer<typeof assignmentMessage>> = {
  schema: assignmentMessage,
  maxAttempts: 90,
  deadLetters: (env) => env.EXECUTION_TASKS_DLQ,
  handle: async (spine, { assignmentId }) => startAssignment(spine, assignmentId),
};
