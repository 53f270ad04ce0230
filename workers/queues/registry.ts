import { jobs } from "../../shared/jobs/registry.ts";
import { consume, type QueueHandler } from "./consume.ts";
import { deadLetterQueue } from "./dead-letters.ts";
import { executionTasks } from "./execution-tasks.ts";
import { signalQueue } from "./signal-queue.ts";
import { watchCycles } from "./watch-cycles.ts";

type Consumer = (batch: MessageBatch, env: Env) => Promise<void>;

const consumer =
  <T>(handler: QueueHandler<T>): Consumer =>
  async (batch, env) =>
    consume(batch, env, handler);

const work: Readonly<Record<string, Consumer>> = {
  ...Object.fromEntries(
    jobs.flatMap(({ queues: own }) => own.map((queue) => [queue.name, consumer(signalQueue(queue))])),
  ),
  "execution-tasks": consumer(executionTasks),
  "watch-cycles": consumer(watchCycles),
};

/** The queues that carry work, by name. */
export const workQueues = Object.keys(work);

/** Queue name → what consumes it: each queue of work, and the letters that died on it. A test holds it equal to wrangler.toml. */
export const queues: Readonly<Record<string, Consumer>> = {
  ...work,
  ...Object.fromEntries(workQueues.map((name) => [`${name}-dlq`, consumer(deadLetterQueue)])),
};
