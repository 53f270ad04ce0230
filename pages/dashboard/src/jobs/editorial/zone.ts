import { momentOf, wallTime } from "../../../../../shared/domain/wall-clock.ts";

/** All zones that the browser knows. */
export const zones = Intl.supportedValuesOf("timeZone");

/** The reader's own zone. */
export const ownZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

const two = (n: number): string => String(n).padStart(2, "0");

/** A moment as an input for date and time has it, in a zone: "2026-11-30T09:00". */
export function inputOf(at: number, timeZone: string): string {
  const { day, minutes } = wallTime(at, timeZone);
  return `${day}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The moment that such an input means in a zone; null for what is no time. */
export function momentIn(input: string, timeZone: string): number | null {
  const [, day = "", hours, minutes] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})/.exec(input) ?? [];
  if (day === "" || Number.isNaN(Date.parse(day))) return null;
  return momentOf(day, Number(hours) * 60 + Number(minutes), timeZone);
}

/** A moment in words, in a zone: "Mon 30 Nov, 09:00". */
export function zonedWords(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);
}
