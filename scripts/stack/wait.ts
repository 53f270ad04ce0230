import { setTimeout as sleep } from "node:timers/promises";

const firstPauseMs = 60;
/** What takes long is looked at less often: nobody may ask the API without end. */
const longestPauseMs = 400;
const growth = 1.1;

/** The other side wants to be left alone for a while. */
export class AskedTooMuch extends Error {
  readonly afterMs: number;

  constructor(message: string, afterMs: number) {
    super(message);
    this.afterMs = afterMs;
  }
}

/**
 * Polls until `look` answers something, or fails with what was expected and what was there last.
 * A `look` that throws counts as not there yet; its last error is told.
 */
export async function waitFor<T>(
  what: string,
  withinMs: number,
  look: () => Promise<T | null | undefined | false>,
): Promise<T> {
  let deadline = Date.now() + withinMs;
  let last: string | undefined;
  let pauseMs = firstPauseMs;
  while (Date.now() < deadline) {
    let askedMs = 0;
    try {
      const seen = await look();
      if (seen !== null && seen !== undefined && seen !== false) return seen;
      last = undefined;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
      if (error instanceof AskedTooMuch) askedMs = error.afterMs;
    }
    // Standing aside is not time that anybody has had for it.
    deadline += askedMs;
    await sleep(Math.max(pauseMs, askedMs));
    pauseMs = Math.min(longestPauseMs, pauseMs * growth);
  }
  throw new Error(
    `waited ${withinMs / 1000} s for ${what}, in vain${last === undefined ? "" : ` (${last})`}`,
    { cause: last },
  );
}
