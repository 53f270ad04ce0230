import { daysAfter } from "../../../../../../shared/domain/local-day.ts";
import { wallTime } from "../../../../../../shared/domain/wall-clock.ts";
import { dayWords, type Entry, type View } from "./days.ts";

/** A place in the calendar: a day, and in a week an hour of it; null: the whole day. */
export interface Slot {
  day: string;
  hour: number | null;
}

/** Hours that a week shows even if nothing is in them. */
const usual = [7, 20] as const;

/** Where an entry stands. */
export function slotOf({ dueAt }: Entry, timeZone: string, view: View): Slot {
  const { day, minutes } = wallTime(Date.parse(dueAt), timeZone);
  return { day, hour: view === "week" ? Math.floor(minutes / 60) : null };
}

/** The hours of a week: those in which people work, and from the first to the last in which something goes out. */
export function hoursOf(entries: readonly Entry[], timeZone: string): number[] {
  const taken = entries.map((entry) => slotOf(entry, timeZone, "week").hour ?? usual[0]);
  const first = Math.min(usual[0], ...taken);
  const last = Math.max(usual[1], ...taken);
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

/** The place next to another by a key with an arrow: a day to the side, an hour or a week up or down. Null: the key is none. */
export function slotBeside({ day, hour }: Slot, key: string): Slot | null {
  switch (key) {
    case "ArrowLeft":
      return { day: daysAfter(day, -1), hour };
    case "ArrowRight":
      return { day: daysAfter(day, 1), hour };
    case "ArrowUp":
      return hour === null ? { day: daysAfter(day, -7), hour } : { day, hour: Math.max(0, hour - 1) };
    case "ArrowDown":
      return hour === null ? { day: daysAfter(day, 7), hour } : { day, hour: Math.min(23, hour + 1) };
    default:
      return null;
  }
}

/** "Tue 1 Dec, 14:00". */
export function slotWords({ day, hour }: Slot): string {
  return hour === null ? dayWords(day) : `${dayWords(day)}, ${hourWords(hour)}`;
}

/** "09:00". */
export function hourWords(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}

/** Whether two places are the same. */
export function isSame(a: Slot | null, b: Slot): boolean {
  return a !== null && a.day === b.day && a.hour === b.hour;
}
