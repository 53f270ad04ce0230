/** Long silences are normal while people think; each poke costs the workflow a step, and steps are limited. */
const longestPauseMs = 6 * 3_600_000;

/** Two moments in which it was looked, epoch milliseconds. */
export interface Looks {
  last: number;
  now: number;
}

/**
 * Whether what has been silent since a moment is poked now: it is after `baseMs` of silence, then after pauses that double, up to
 * six hours. It follows from the two looks alone, so nothing has to be remembered of anybody.
 */
export function isPokeDue(baseMs: number, silentSince: number, { last, now }: Looks): boolean {
  return pokesBy(baseMs, now - silentSince) > pokesBy(baseMs, last - silentSince);
}

/** How often it has been poked after such a silence. */
function pokesBy(baseMs: number, silentMs: number): number {
  let pokes = 0;
  let pause = baseMs;
  let at = baseMs;
  while (at <= silentMs && pause < longestPauseMs) {
    pokes++;
    pause = Math.min(pause * 2, longestPauseMs);
    at += pause;
  }
  return at <= silentMs ? pokes + 1 + Math.floor((silentMs - at) / longestPauseMs) : pokes;
}

/** The pause before the next look: the longer it has been silent everywhere, the less it matters that a poke is late. */
export function pauseBeforeLook(baseMs: number, youngestMs: number): number {
  return Math.min(Math.max(baseMs, youngestMs / 8), longestPauseMs);
}
