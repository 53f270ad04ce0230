import { consume } from "./consume.ts";
import { contentTasks } from "./content-tasks.ts";
import { deadLetterQueue } from "./dead-letters.ts";
import { executionTasks } from "./execution-tasks.ts";
import { planningTasks } from "./planning-tasks.ts";

/** Queue name → what consumes it. A test holds this equal to wrangler.toml. */
export const queues: Record<string, (batch: MessageBatch, env: Env) => Promise<void>> = {
  "content-tasks": async (batch, env) => consume(batch, env, contentTasks),
  "content-tasks-dlq": async (batch, env) => consume(batch, env, deadLetterQueue),
  "planning-tasks": async (batch, env) => consume(batch, env, planningTasks),
  "planning-tasks-dlq": async (batch, env) => consume(batch, env, deadLetterQueue),
  "execution-tasks": async (batch, env) => consume(batch, env, executionTasks),
  "execution-tasks-dlq": async (batch, env) => consume(batch, env, deadLetterQueue),
};

/** Those of them that carry signals. */
export const workQueues = ["content-tasks", "planning-tasks", "execution-tasks"] as const;
