/** So many cycles begin a second, and so many a minute: a thousand that are due at once have begun within five minutes. */
export const cyclesASecond = 4;
export const cyclesAMinute = 200;

const minuteMs = 60_000;

/**
 * When a project is due again: an interval after it was due. One that begins late keeps its place among the others, as
 * long as that leaves it half an interval: after hours of silence there is one cycle, and then one an interval.
 */
export function nextDue(dueAt: number, now: number, intervalMinutes: number): number {
  const interval = intervalMinutes * minuteMs;
  return dueAt + Math.max(1, Math.ceil((now - dueAt) / interval + 0.5)) * interval;
}

/** When a project is due first: each has a place of its own in the interval, by its name. */
export function firstDue(project: string, now: number, intervalMinutes: number): number {
  const interval = intervalMinutes * minuteMs;
  return now + (((((hash(project) % interval) - (now % interval)) % interval) + interval) % interval);
}

/** Seconds for which the n-th of those that begin in one minute waits. */
export function delayOf(n: number): number {
  return Math.floor(n / cyclesASecond);
}

/** FNV-1a: names that differ little land far from each other. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) {
    value ^= character.codePointAt(0) ?? 0;
    value = Math.imul(value, 0x01000193) >>> 0;
  }
  return value;
}
