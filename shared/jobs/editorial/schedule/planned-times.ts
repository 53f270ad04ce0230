import { Cron } from "croner";
import type { Timing } from "./schedule.ts";

/** More often than this nobody wants to be asked: each time is a task that costs something. */
export const shortestMinutes = 5;

/** So many times ahead are looked at to find the shortest time between two. */
const looked = 60;

interface Field {
  name: string;
  takes: string;
}

/** The fields of an expression, in their order. */
const fields: readonly Field[] = [
  { name: "minute", takes: "0 to 59" },
  { name: "hour", takes: "0 to 23" },
  { name: "day of the month", takes: "1 to 31" },
  { name: "month", takes: "1 to 12 or JAN to DEC" },
  { name: "day of the week", takes: "0 (Sunday) to 6 or SUN to SAT" },
];

/**
 * Why an expression isn't taken, in words that name what is wrong with it; null when it is.
 * @param now epoch milliseconds: the times that follow it are looked at.
 */
export function whyNotCron(cron: string, timeZone: string, now: number): string | null {
  const parts = cron.trim().split(/\s+/);
  if (parts.length !== fields.length)
    return `"${cron}" has ${parts.length} ${parts.length === 1 ? "field" : "fields"}; it takes five: ${fields.map(({ name }) => name).join(", ")}`;
  for (const [n, { name, takes }] of fields.entries()) {
    const part = parts[n] ?? "";
    if (!isField(part, n))
      return `the ${name} "${part}" can't be read: it takes ${takes}, *, lists (1,15), ranges (1-5) and steps (*/10)`;
  }
  const times = nextTimes({ kind: "cron", cron }, timeZone, now, looked);
  if (times.length === 0) return `"${cron}" never comes: no such day is in the calendar`;
  const gaps = times.slice(1).map((at, n) => at - (times[n] ?? at));
  if (Math.min(...gaps) < shortestMinutes * 60_000)
    return `"${cron}" comes more often than every ${shortestMinutes} minutes`;
  return null;
}

function isField(part: string, place: number): boolean {
  if (!/^[\dA-Z*,/#-]+$/i.test(part)) return false;
  try {
    return cronOf(fields.map((_, n) => (n === place ? part : "*")).join(" "), "UTC") !== null;
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * The next planned times strictly after a moment, oldest first. What the clock skips in spring happens as soon as it goes on,
 * what it shows twice in autumn happens once; expressions with a star or a step in minute or hour follow time as it passes.
 */
export function nextTimes(timing: Timing, timeZone: string, after: number, count: number): number[] {
  if (timing.kind === "once") return [Date.parse(timing.at)].filter((at) => at > after);
  return cronOf(timing.cron, timeZone)
    .nextRuns(count, new Date(after))
    .map((at) => at.getTime());
}

/** The next planned time after a moment; null: there is none. */
export function nextTime(timing: Timing, timeZone: string, after: number): number | null {
  return nextTimes(timing, timeZone, after, 1)[0] ?? null;
}

/**
 * What is to be run for times that have come: of several that were missed the last one, and when it is due again.
 * @param since a planned time that has come.
 */
export function dueRun(
  timing: Timing,
  timeZone: string,
  since: number,
  now: number,
): { planned: number; next: number | null } {
  const next = nextTime(timing, timeZone, now);
  if (timing.kind === "once") return { planned: since, next };
  // The library looks for what lies before a moment, in whole seconds.
  const [last] = cronOf(timing.cron, timeZone).previousRuns(1, new Date(now + 1));
  return { planned: Math.max(since, last?.getTime() ?? since), next };
}

function cronOf(cron: string, timeZone: string): Cron {
  return new Cron(cron, { timezone: timeZone, mode: "5-part", fixedTimeRule: "no-wildcard", paused: true });
}
