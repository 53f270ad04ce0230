import type { Attempt } from "../shared/domain/attempt.ts";
import { Unanswered } from "../shared/integrations/call.ts";
import { type ErrorCode, SignalboxError } from "../shared/platform/errors.ts";
import { notNow } from "../shared/spine/attempt-words.ts";

/** How long and how often a step is tried: a row of its job's table. */
export interface Patience {
  /** Of one try. */
  timeout: `${number} ${"second" | "minute"}s`;
  /** How often surprises (a binding that throws) are tried again, and after how many seconds first. */
  surprises: { limit: number; delay: `${number} second${"s" | ""}` };
  /** The pauses before each further try of what was expected, milliseconds, by what has happened: so many tries are made. */
  pauses: (code: ErrorCode) => readonly number[];
}

/** How a step went that isn't waited for without end. */
export type Tried<T> =
  | { kind: "done"; value: T }
  | { kind: "gave_up"; code: ErrorCode; reason: string }
  | { kind: "no_money"; reason: string };

/** Waiting costs steps, and steps are limited: longer and longer by a factor, up to five minutes. */
export function patience(waits: number, factor: 2 | 3 = 2): number {
  return Math.min(1000 * factor ** waits, 300_000);
}

/** When what wasn't there is asked for again, milliseconds. */
const soonMs = 2000;

/** An expected failure as a value, so that the platform doesn't try again what stays wrong. What isn't there now is waited for. */
export async function named<T>(run: () => Promise<Attempt<T>>): Promise<Attempt<T>> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Unanswered) return notNow(null, error.outcome, Date.now());
    if (!(error instanceof SignalboxError)) throw error;
    const { code, message: reason } = error;
    return code === "unavailable"
      ? { kind: "wait", afterMs: soonMs, code, reason }
      : { kind: "failed", code: code satisfies ErrorCode, reason };
  }
}
