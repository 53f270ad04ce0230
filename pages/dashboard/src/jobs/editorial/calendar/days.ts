import { daysAfter, localDay, startOfDay } from "../../../../../../shared/domain/local-day.ts";
import { wallTime } from "../../../../../../shared/domain/wall-clock.ts";
import type { Answer } from "../../../api/types.ts";

export type CalendarAnswer = Answer<"GET /api/calendar">;
export type Entry = CalendarAnswer["entries"][number];
export const views = ["week", "month"] as const;
export type View = (typeof views)[number];

/** Days that are shown together, as 2026-11-21, and the moments between which they lie. */
export interface Page {
  days: string[];
  from: string;
  to: string;
  title: string;
}

/** The week or the month in which a day lies, from Monday on, with the days that fill its weeks. */
export function pageOf(view: View, day: string, timeZone: string): Page {
  const first = view === "week" ? day : `${day.slice(0, 7)}-01`;
  const begin = mondayOf(first);
  const last = view === "week" ? daysAfter(begin, 6) : lastOfMonth(first);
  const days: string[] = [];
  for (let one = begin; one <= last || days.length % 7 !== 0; one = daysAfter(one, 1)) days.push(one);
  const end = daysAfter(days.at(-1) ?? begin, 1);
  return {
    days,
    from: new Date(startOfDay(begin, timeZone)).toISOString(),
    to: new Date(startOfDay(end, timeZone)).toISOString(),
    title: view === "week" ? rangeWords(begin, last) : monthWords(first),
  };
}

/** The day by which a page is known that many pages later, or earlier. */
export function pageAfter(view: View, day: string, pages: number): string {
  if (view === "week") return daysAfter(day, 7 * pages);
  const [year = 0, month = 1] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + pages, 1)).toISOString().slice(0, 10);
}

/** Entries by the day on which a clock in the zone shows their time. */
export function byDay(entries: readonly Entry[], timeZone: string): Map<string, Entry[]> {
  return Map.groupBy(entries, ({ dueAt }) => localDay(Date.parse(dueAt), timeZone));
}

/** A day of a date in words: "Mon 30 Nov". */
export function dayWords(day: string): string {
  return format(day, { weekday: "short", day: "numeric", month: "short" });
}

function mondayOf(day: string): string {
  return daysAfter(day, 1 - wallTime(Date.parse(day), "UTC").weekday);
}

function lastOfMonth(first: string): string {
  return daysAfter(pageAfter("month", first, 1), -1);
}

function rangeWords(begin: string, last: string): string {
  const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat("en-GB", options).formatRange(Date.parse(begin), Date.parse(last));
}

function monthWords(day: string): string {
  return format(day, { month: "long", year: "numeric" });
}

function format(day: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).format(Date.parse(day));
}
