import type { WorkflowStepConfig } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { tasks } from "../shared/db/schema.ts";
import type { Cancel } from "../shared/domain/task.ts";
import { openSpine } from "../shared/jobs/open-spine.ts";
import type { Spine } from "../shared/spine/context.ts";
import { wakeEvent } from "../shared/spine/wake.ts";

/** For surprises (a binding that throws). Expected trouble is an `Attempt` with its own waiting time. */
const stepConfig = {
  retries: { limit: 3, delay: "1 second", backoff: "exponential" },
  timeout: "5 minutes",
} as const;
export const longestWait = "30 days";

/** What runs steps, as far as it is used here: the platform's `WorkflowStep`. */
export interface StepEngine {
  do(name: string, config: WorkflowStepConfig, run: () => Promise<string>): Promise<string>;
  sleep(name: string, ms: number): Promise<void>;
  waitForEvent(
    name: string,
    options: { type: string; timeout: typeof longestWait | number },
  ): Promise<unknown>;
}

/** A workflow's steps: each runs once, is counted, and works with the settings of its own day. */
export class DurableSteps {
  readonly taskId: string;
  readonly #env: Env;
  readonly #step: StepEngine;
  /** Opened anew in each step: a task that waits for days goes on under the settings of its day. */
  spine: Spine;
  /** Steps, sleeps and waits so far, as they are billed. */
  steps = 0;

  protected constructor(env: Env, step: StepEngine, taskId: string, spine: Spine) {
    this.#env = env;
    this.#step = step;
    this.taskId = taskId;
    this.spine = spine;
  }

  /** Runs a step once; its result is kept as JSON, so it must be small and plain. */
  async once<T>(name: string, run: () => Promise<T>, config: WorkflowStepConfig = stepConfig): Promise<T> {
    this.steps++;
    const kept = await this.#step.do(name, config, async () => {
      this.spine = await openSpine(this.#env);
      return JSON.stringify((await run()) ?? null);
    });
    return JSON.parse(kept);
  }

  /** Who wants the task to end, as it is recorded now. */
  async cancel(): Promise<Cancel | null> {
    const { db } = this.spine;
    const row = await db.select({ cancel: tasks.cancel }).from(tasks).where(eq(tasks.id, this.taskId)).get();
    return row?.cancel ?? null;
  }

  protected async sleep(name: string, ms: number): Promise<void> {
    this.steps++;
    await this.#step.sleep(name, ms);
  }

  /** Waits for a wake, at most so long. Returns whether there was one. */
  async nap(name: string, ms: number): Promise<boolean> {
    return this.wake(`${name}, nap`, ms);
  }

  protected async wake(name: string, timeout: typeof longestWait | number): Promise<boolean> {
    this.steps++;
    try {
      await this.#step.waitForEvent(name, { type: wakeEvent, timeout });
      return true;
    } catch (error) {
      // Not woken in time is an answer too: the caller looks for itself.
      if (!(error instanceof Error) || !/time.?d?.?out/i.test(`${error.name} ${error.message}`)) throw error;
      return false;
    }
  }
}
