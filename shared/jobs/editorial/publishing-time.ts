import { clockChanges, momentsOf, wallTime, type WallTime } from "../../domain/wall-clock.ts";
import { daysAfter } from "../../domain/local-day.ts";
import type { PublishingRules, Window } from "./rules.ts";

type Times = Pick<PublishingRules, "timeZone" | "windows" | "quiet">;

const dayMs = 86_400_000;

/** All rules are about days of the week: what isn't to be had within so many days isn't to be had at all. */
const daysLooked = 9;

/** Whether a project publishes at a moment: inside a window, if it has any, and outside of its quiet hours. */
export function isPublishable({ timeZone, windows, quiet }: Times, at: number): boolean {
  const shown = wallTime(at, timeZone);
  const isOpen = windows.length === 0 || windows.some((window) => isWithin(window, shown));
  return isOpen && !quiet.some((window) => isWithin(window, shown));
}

/** The first moment from `at` on at which a project publishes; null: its rules leave none. Times are epoch milliseconds. */
export function nextPublishable(rules: Times, at: number): number | null {
  if (isPublishable(rules, at)) return at;
  const { timeZone, windows, quiet } = rules;
  const edges = new Set([...windows, ...quiet].flatMap(({ from, to }) => [minutesOf(from), minutesOf(to)]));
  const { day } = wallTime(at, timeZone);
  const candidates = Array.from({ length: daysLooked }, (_, n) => n).flatMap((n) => [
    // Midnight, too: another day of the week begins.
    ...[0, ...edges].flatMap((minutes) => momentsOf(daysAfter(day, n), minutes, timeZone)),
    ...clockChanges(at + (n - 1) * dayMs, at + n * dayMs, timeZone),
  ]);
  const open = candidates.filter((moment) => moment > at && isPublishable(rules, moment));
  return open.length === 0 ? null : Math.min(...open);
}

function isWithin({ days, from, to }: Window, { minutes, weekday }: WallTime): boolean {
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  const goesOn = begin >= end;
  const began = days.includes(weekday) && minutes >= begin && (goesOn || minutes < end);
  const yesterday = weekday === 1 ? 7 : weekday - 1;
  return began || (goesOn && days.includes(yesterday) && minutes < end);
}

/** Minutes since midnight of a time of day such as 08:30. */
function minutesOf(time: string): number {
  const [hours = "0", minutes = "0"] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}

/** A time for what goes out, and why it isn't the one that was wanted. */
export interface ProposedTime {
  /** Null: as soon as it is approved. */
  at: number | null;
  /** For people; null: it is as it was wanted. */
  why: string | null;
}

/**
 * The time that is proposed for something: what was wanted, or the next at which its project publishes. Where the rules leave
 * none it stays, and people are told.
 * @param wanted epoch milliseconds; null: as soon as it may.
 */
export function proposedTime(rules: Times, wanted: number | null, now: number): ProposedTime {
  const from = wanted === null ? now : Math.max(wanted, now);
  if (isPublishable(rules, from)) return { at: wanted, why: null };
  const at = nextPublishable(rules, from);
  if (at === null) return { at: wanted, why: "the rules leave no time at which this project publishes" };
  const what = wanted === null ? "nothing goes out now" : "nothing goes out at the time that was asked for";
  return { at, why: `${what}: ${reasonOf(rules, from)}` };
}

function reasonOf({ timeZone, quiet }: Times, at: number): string {
  const shown = wallTime(at, timeZone);
  return quiet.some((window) => isWithin(window, shown))
    ? "these are quiet hours"
    : "it is outside of the publishing windows";
}
