import { EventEmitter, once } from "node:events";
import type { TaskPlan } from "./plan.ts";

/** What the world outside knows for certain, because it was answered: the evidence is held against it. */
export class Diary {
  /** Signal → its plan; null for those of the fix and the delivery, which have none. A signal is in here once the Worker has accepted it. */
  readonly accepted = new Map<string, TaskPlan | null>();
  /** Answers in threads that were accepted, by signal. */
  readonly replies = new Set<string>();
  /** Approval → the decision that was answered with "decided". */
  readonly confirmed = new Map<string, string>();
  /** Approval → the decision that its person wants, answered or not. */
  readonly wanted = new Map<string, string>();
  /** Requests that got no answer and were made again. */
  repeats = 0;
  kills = 0;
  /** When everything was stopped: how many tasks were under way, and what left nevertheless. */
  readonly stops: { open: number; sent: string[] }[] = [];
  /** Moments of the fix and the delivery at which the Worker was to be killed, and that never came. */
  readonly missed: string[] = [];
  faults: Record<string, number> = {};
  readonly #acts = new EventEmitter();

  /** Somebody does something now. */
  act(): void {
    this.#acts.emit("act");
  }

  /** The next moment at which somebody does something. */
  async nextAct(signal: AbortSignal): Promise<void> {
    await once(this.#acts, "act", { signal });
  }
}
