import { setTimeout as sleep } from "node:timers/promises";

const pollMs = 60;

/**
 * Polls until `look` answers something, or fails with what was expected and what was there last.
 * A `look` that throws counts as not there yet; its last error is told.
 */
export async function waitFor<T>(
  what: string,
  withinMs: number,
  look: () => Promise<T | null | undefined | false>,
  /** What takes long is looked at less often: the API lets nobody ask without end. */
  everyMs = pollMs,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  let last: string | undefined;
  while (Date.now() < deadline) {
    try {
      const seen = await look();
      if (seen !== null && seen !== undefined && seen !== false) return seen;
      last = undefined;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await sleep(everyMs);
  }
  throw new Error(
    `waited ${withinMs / 1000} s for ${what}, in vain${last === undefined ? "" : ` (${last})`}`,
    { cause: last },
  );
}
