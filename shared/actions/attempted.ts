import type { ApplyOutcome, EffectResult } from "../domain/sending.ts";
import { describeError, SignalboxError } from "../platform/errors.ts";

/** When it is tried again, where others were faster. */
const soonMs = 2000;

/**
 * A write to our own records as an outcome: what they refuse in words is refused; what failed otherwise may or may not
 * have happened.
 */
export async function attempted<R extends EffectResult>(write: () => Promise<R>): Promise<ApplyOutcome<R>> {
  try {
    return { kind: "applied", result: await write() };
  } catch (error) {
    if (!(error instanceof SignalboxError)) return { kind: "lost", error: describeError(error) };
    return error.code === "unavailable"
      ? { kind: "not_applied", error: error.message, afterMs: soonMs }
      : { kind: "refused", error: error.message };
  }
}
