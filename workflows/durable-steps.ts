import type { WorkflowStepConfig } from "cloudflare:workers";
import type { Entry } from "../shared/db/ledger.ts";
import type { Cancel } from "../shared/domain/task.ts";
import { openSpine } from "../shared/jobs/open-spine.ts";
import type { Spine } from "../shared/spine/context.ts";
import { recordLeft } from "../shared/spine/record.ts";
import { glanceAt } from "../shared/spine/glance.ts";
import type { StepMemory } from "../shared/spine/step-memory.ts";
import { wakeEvent, watchTasks } from "../shared/spine/wake.ts";

/** For surprises (a binding that throws). Expected trouble is an `Attempt` with its own waiting time. */
const stepConfig = {
  retries: { limit: 3, delay: "1 second", backoff: "exponential" },
  timeout: "5 minutes",
} as const;
export const longestWait = "30 days";
/** During so long a pause the watchdog doesn't grow patient. */
const closelyMs = 60_000;

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
  /** What this instance knows as long as it stays awake. */
  readonly #memory: StepMemory;
  /** It has slept for so long that nobody looks after it closely any more. */
  #isUnwatched = false;
  #carries = false;

  protected constructor(env: Env, step: StepEngine, taskId: string, spine: Spine) {
    this.#env = env;
    this.#step = step;
    this.taskId = taskId;
    this.#memory = { taskId, later: [], glance: null };
    this.spine = { ...spine, step: this.#memory };
  }

  /** Runs a step once; its result is kept as JSON, so it must be small and plain. */
  async once<T>(name: string, run: () => Promise<T>, config: WorkflowStepConfig = stepConfig): Promise<T> {
    this.steps++;
    const kept = await this.#step.do(name, config, async () => {
      this.spine = { ...(await openSpine(this.#env)), step: this.#memory };
      if (this.#isUnwatched) await watchTasks(this.#env);
      this.#isUnwatched = false;
      this.#carries = false;
      try {
        return JSON.stringify((await run()) ?? null);
      } finally {
        if (!this.#carries) await recordLeft(this.spine);
      }
    });
    return JSON.parse(kept);
  }

  /**
   * Said outside of steps: the next batch writes it. What an ended step has returned is there again after a crash, and so is this;
   * so it must do no harm when it is written a second time.
   */
  leave(entry: Entry): void {
    this.#memory.later.push(entry);
  }

  /** Said inside a step after which another follows: that one writes, with its first batch, what this one has left. */
  carry(): void {
    this.#carries = true;
  }

  /** Nothing is left unwritten while it sleeps. */
  async #keep(name: string): Promise<void> {
    if (this.#memory.later.length > 0) await this.once(`${name}, keep`, async () => null);
  }

  /** Who wants the task to end, as it was recorded a moment ago. */
  async cancel(): Promise<Cancel | null> {
    return (await glanceAt(this.spine, this.taskId)).cancel;
  }

  protected async sleep(name: string, ms: number): Promise<void> {
    await this.#keep(name);
    this.steps++;
    this.#isUnwatched ||= ms > closelyMs;
    this.#memory.glance = null;
    await this.#step.sleep(name, ms);
  }

  /** Waits for a wake, at most so long. Returns whether there was one. */
  async nap(name: string, ms: number): Promise<boolean> {
    return this.wake(`${name}, nap`, ms);
  }

  protected async wake(name: string, timeout: typeof longestWait | number): Promise<boolean> {
    await this.#keep(name);
    this.steps++;
    this.#isUnwatched = true;
    this.#memory.glance = null;
    try {
      await this.#step.waitForEvent(name, { type: wakeEvent, timeout });
      // Whoever has woken it has set the watchdog too.
      this.#isUnwatched = false;
      return true;
    } catch (error) {
      // Not woken in time is an answer too: the caller looks for itself.
      if (!(error instanceof Error) || !/time.?d?.?out/i.test(`${error.name} ${error.message}`)) throw error;
      return false;
    }
  }
}
