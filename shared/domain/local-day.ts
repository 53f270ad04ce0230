import { momentOf, wallTime } from "./wall-clock.ts";

/** The day in a time zone at a moment, as 2026-11-21. */
export function localDay(at: number, timeZone: string): string {
  return wallTime(at, timeZone).day;
}

/** The first moment of a day in a time zone: midnight, or what comes after it where the clock skips midnight. */
export function startOfDay(day: string, timeZone: string): number {
  return momentOf(day, 0, timeZone);
}

/** The day so many days later, or earlier. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * 3_600_000).toISOString().slice(0, 10);
}
