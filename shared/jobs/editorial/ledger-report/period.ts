import { daysAfter, startOfDay } from "../../../domain/local-day.ts";
import { wallTime } from "../../../domain/wall-clock.ts";

export interface Period {
  /** Epoch milliseconds; `to` is no part of it. */
  from: number;
  to: number;
  /** Its first and its last day, as 2026-11-21. */
  first: string;
  last: string;
}

const noon = 12 * 60;

/** The day that a report is about: today so far, or yesterday where the day is still young. */
export function dayBefore(now: number, timeZone: string): Period {
  const { day, minutes } = wallTime(now, timeZone);
  return between(minutes < noon ? daysAfter(day, -1) : day, 1, now, timeZone);
}

/** The week that a report is about, from Monday on: this one so far, or the last where this has hardly begun. */
export function weekBefore(now: number, timeZone: string): Period {
  const { day, weekday } = wallTime(now, timeZone);
  const monday = daysAfter(day, 1 - weekday);
  return between(weekday <= 2 ? daysAfter(monday, -7) : monday, 7, now, timeZone);
}

function between(first: string, days: number, now: number, timeZone: string): Period {
  const last = daysAfter(first, days - 1);
  const to = Math.min(now, startOfDay(daysAfter(last, 1), timeZone));
  return { from: startOfDay(first, timeZone), to, first, last };
}
