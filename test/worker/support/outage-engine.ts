import { vi } from "vitest";
import type { StepEngine } from "../../../workflows/durable-steps.ts";
import { faults, sandbox } from "./slack.ts";

/** Services of which each loses one answer, having done what was asked, and is then down for half an hour. */
export interface Outage {
  services: readonly ("anthropic" | "slack" | "pages" | "github")[];
  /** It begins when so many steps are over, or before the step of this name. */
  at: number | string;
}

const outageMs = 30 * 60_000;
/** Longer pauses are people's. */
const peopleMs = 24 * 60 * 60_000;

/**
 * Runs a workflow's steps under a clock of its own: pauses pass at once, and the outage is over when they have added up to its half hour. A
 * pause that is people's is for `people` to end.
 */
export class OutageEngine implements StepEngine {
  readonly #outage: Outage;
  readonly #people: () => Promise<void>;
  readonly #before: (step: string) => Promise<void>;
  #state: "up" | "down" | "back" = "up";
  #downMs = 0;
  /** Steps that were run. */
  #steps = 0;
  /** Steps and pauses while the service was down. */
  cost = 0;

  constructor(
    outage: Outage,
    people: () => Promise<void>,
    before: (step: string) => Promise<void> = async () => {},
  ) {
    this.#outage = outage;
    this.#people = people;
    this.#before = before;
  }

  /** Whether there were so many steps that it has begun. */
  get hasBegun(): boolean {
    return this.#state !== "up";
  }

  /** Whether it lasted its half hour, and the work outlived it. */
  get isOver(): boolean {
    return this.#state === "back";
  }

  async do(name: string, _config: unknown, run: () => Promise<string>): Promise<string> {
    const steps = this.#steps++;
    if (this.#state === "up" && [steps, name].includes(this.#outage.at)) await this.#begin();
    if (this.#state === "down") this.cost++;
    await this.#before(name);
    return run();
  }

  async sleep(_name: string, ms: number): Promise<void> {
    await this.#passes(ms);
  }

  async waitForEvent(name: string, { timeout }: { timeout: number | string }): Promise<unknown> {
    if (typeof timeout === "string" || timeout >= peopleMs) {
      await this.#people();
      return {};
    }
    await this.#passes(timeout);
    throw new Error(`${name} timed out`);
  }

  async #begin(): Promise<void> {
    this.#state = "down";
    for (const service of this.#outage.services)
      await faults(service, { answer: 502 }, { status: 502, times: 1_000_000 });
  }

  async #passes(ms: number): Promise<void> {
    vi.setSystemTime(Date.now() + ms);
    if (this.#state !== "down") return;
    this.cost++;
    this.#downMs += ms;
    if (this.#downMs < outageMs) return;
    this.#state = "back";
    for (const service of this.#outage.services) await sandbox(`/${service}/_sandbox/forget`, {});
  }
}
