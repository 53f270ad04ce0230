import { daysAfter, startOfDay } from "../../domain/local-day.ts";
import { wallTime } from "../../domain/wall-clock.ts";
import { numbers, weekdays } from "./time-words.ts";
import type { Clock } from "./times.ts";

const hourMs = 3_600_000;
const number = `\\d+|${[...numbers.keys()].join("|")}`;
const units: readonly [RegExp, number][] = [
  [/^(?:h|stunde)/, 1],
  [/^(?:day|tag)/, 24],
  [/^(?:week|woche)/, 7 * 24],
  [/^(?:month|monat)/, 30 * 24],
];
const unit = "hours?|stunden?|days?|tage?n?|weeks?|wochen?|months?|monate?n?";
const last = "last|past|letzte[nr]?|vergangene[nr]?";

/**
 * The moment from which on a stretch of time counts that reaches up to now: "the last week" is seven days, "since Monday" begins with
 * that day. Null: the words say no such stretch.
 */
export function periodStart(words: string, { timeZone, now }: Clock): number | null {
  const said = words
    .toLowerCase()
    .replaceAll(/\s+/g, " ")
    .replaceAll(/\b(?:of|in|from|the|for|der|den|die|des|seit dem)\b/g, " ");
  const plain = said
    .replaceAll(/[.,!?]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  const { day, weekday } = wallTime(now, timeZone);
  const [, count = "1", named = ""] =
    new RegExp(`^(?:${last}) (?:(${number}) )?(${unit})$`).exec(plain) ?? [];
  if (named !== "") {
    const hours = units.find(([form]) => form.test(named))?.[1] ?? 0;
    return now - (numbers.get(count) ?? Number(count)) * hours * hourMs;
  }
  if (/^(?:today|heute|since this morning)$/.test(plain)) return startOfDay(day, timeZone);
  if (/^(?:since yesterday|seit gestern|yesterday|gestern)$/.test(plain))
    return startOfDay(daysAfter(day, -1), timeZone);
  if (/^(?:this week|diese[r]? woche)$/.test(plain)) return startOfDay(daysAfter(day, 1 - weekday), timeZone);
  if (/^(?:this month|diese[nms]* monat)$/.test(plain)) return startOfDay(`${day.slice(0, 8)}01`, timeZone);
  const [, since = ""] = /^(?:since|seit) (?:last |letzte[mn]? )?(.+)$/.exec(plain) ?? [];
  if (/^\d{4}-\d{2}-\d{2}$/.test(since)) return startOfDay(since, timeZone);
  const from = weekdays.get(since);
  if (from === undefined) return null;
  return startOfDay(daysAfter(day, -((weekday - from + 7) % 7 || 7)), timeZone);
}
