import { describeError } from "./errors.ts";
import { log } from "./log.ts";

interface Place<A, B> {
  one: A;
  /** What somebody who did it for others has left here; null: nothing yet. */
  left: { result: B } | "alone" | null;
}

/** Whoever does it for others may be ended under them; after so long they do it for themselves, milliseconds. */
const patienceMs = 2500;
/** How soon somebody looks at the latest, milliseconds. */
const longestPauseMs = 200;
const shortestPauseMs = 8;

/**
 * Does something for all who ask at once: what comes while a round is under way goes together in the next, which the first who
 * sees the end of this one does for all. Where that fails, or isn't ended, each does it alone: it has to be harmless when it is done twice.
 * Those who wait look now and then, since a request can't go on by the promise of another one; the more they are, the less often
 * each of them does.
 */
export function together<A, B>(
  work: (all: readonly A[]) => Promise<readonly B[]>,
  most: number,
): (one: A) => Promise<B> {
  const waiting = new Set<Place<A, B>>();
  let busyUntil = 0;

  const alone = async (one: A): Promise<B> => {
    const [result] = await work([one]);
    if (result === undefined) throw new Error("the work has no result");
    return result;
  };

  const lead = async (one: A): Promise<B> => {
    busyUntil = Date.now() + patienceMs;
    const others = [...waiting].slice(0, most - 1);
    for (const place of others) waiting.delete(place);
    if (others.length === 0) {
      try {
        return await alone(one);
      } finally {
        busyUntil = 0;
      }
    }
    try {
      const [own, ...results] = await work([one, ...others.map((place) => place.one)]);
      for (const [at, place] of others.entries()) {
        const result = results[at];
        place.left = result === undefined ? "alone" : { result };
      }
      if (own !== undefined) return own;
    } catch (error) {
      // One of them may be why: each finds out for itself.
      log.warn("together.failed", { count: others.length + 1, reason: describeError(error) });
      for (const place of others) place.left = "alone";
    } finally {
      busyUntil = 0;
    }
    return alone(one);
  };

  return async (one) => {
    if (Date.now() >= busyUntil) return lead(one);
    const place: Place<A, B> = { one, left: null };
    waiting.add(place);
    let pause = 0;
    for (let waited = 0; waited < patienceMs && place.left === null; waited += pause) {
      pause = Math.min(Math.max(waiting.size, shortestPauseMs), longestPauseMs);
      await scheduler.wait(pause);
      if (place.left === null && waiting.has(place) && Date.now() >= busyUntil) {
        waiting.delete(place);
        return lead(one);
      }
    }
    waiting.delete(place);
    return place.left === null || place.left === "alone" ? alone(one) : place.left.result;
  };
}
