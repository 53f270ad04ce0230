import type { Phase } from "../../../../shared/domain/phase.ts";
import { AssignmentFailure } from "../referee/assignment-failure.ts";

/** The time that an assignment's phases have, each from its beginning: for the agent, for runs, and for the referee's git. */
export class PhaseClock {
  readonly #deadlineMs: number;
  readonly #now: () => number;
  #phase: Phase;
  #end: number;

  constructor(first: Phase, deadlineMs: number, now: () => number = Date.now) {
    this.#deadlineMs = deadlineMs;
    this.#now = now;
    this.#phase = first;
    this.#end = now() + deadlineMs;
  }

  begin(phase: Phase): void {
    this.#phase = phase;
    this.#end = this.#now() + this.#deadlineMs;
  }

  /** Milliseconds that are left; throws when there are none. */
  left(): number {
    const left = this.#end - this.#now();
    if (left > 0) return left;
    const seconds = Math.round(this.#deadlineMs / 1000);
    throw new AssignmentFailure("deadline", `${this.#phase} took longer than ${seconds} seconds`);
  }
}
