import { months, numbers, weekdays } from "./time-words.ts";

/** A day as somebody has said it. */
export type SaidDay =
  | { kind: "in"; days: number }
  /** 1 is Monday. `next`: "next Tuesday". */
  | { kind: "weekday"; weekday: number; next: boolean }
  /** As 2026-11-30. */
  | { kind: "date"; date: string }
  | { kind: "yearless"; month: number; day: number };

/** A time as somebody has said it; `minutes` since midnight, null: a day alone. */
export type SaidTime =
  | { kind: "now" }
  | { kind: "after"; ms: number }
  | { kind: "clock"; day: SaidDay | null; minutes: number | null };

const number = `\\d+|${[...numbers.keys()].join("|")}`;
const weekday = [...weekdays.keys()].join("|");
const monthName = [...months.keys()].join("|");
const fillers =
  /\b(?:at|on|the|um|am|den|dem|der|of|for|and|und|please|bitte|sharp|local time|ortszeit)\b|[,.;!]/g;

/**
 * What words say of a time, in English or German: "in two minutes", "tomorrow at nine", "next Tuesday 14:00", "Montag um halb zehn".
 * Null: they say something else too, or can be read in two ways, such as "at five".
 */
export function readTime(words: string): SaidTime | null {
  let left = ` ${words.toLowerCase().replaceAll(/\s+/g, " ").trim()} `;
  const take = (pattern: string): string[] | null => {
    const found = new RegExp(`(?<![\\p{L}\\d])(?:${pattern})(?![\\p{L}\\d])`, "u").exec(left);
    if (found === null) return null;
    left = left.replace(found[0], " ");
    return found.slice(1).map((one) => one ?? "");
  };
  const isUsedUp = (): boolean => left.replaceAll(fillers, " ").trim() === "";

  if (
    take("now|right now|right away|immediately|as soon as possible|asap|at once|jetzt|sofort|gleich") !== null
  )
    return isUsedUp() ? { kind: "now" } : null;
  const ms = afterMs(take);
  if (ms !== null) return isUsedUp() ? { kind: "after", ms } : null;

  const day = dayIn(take);
  if (day === undefined) return null;
  const half = partOfDay(take);
  const minutes = minutesIn(take, half);
  if (minutes === undefined || !isUsedUp()) return null;
  if (minutes === null && day === null) return null;
  return { kind: "clock", day: day ?? (half === "tonight" ? { kind: "in", days: 0 } : null), minutes };
}

type Take = (pattern: string) => string[] | null;

function afterMs(take: Take): number | null {
  if (take("in (?:half an hour|einer halben stunde)") !== null) return 1_800_000;
  const found = take(
    `in (${number})( and a half|einhalb)? ?(seconds?|sekunden?|minutes?|mins?|minuten?|hours?|hrs?|h|stunden?)`,
  );
  if (found === null) return null;
  const [count = "", half = "", unit = ""] = found;
  const unitMs = /^s(?:e|$)/.test(unit) ? 1000 : unit.startsWith("m") ? 60_000 : 3_600_000;
  return (numberOf(count) + (half === "" ? 0 : 0.5)) * unitMs;
}

/** The day that is said; null: none is; undefined: one that there isn't. */
function dayIn(take: Take): SaidDay | null | undefined {
  if (take("the day after tomorrow|day after tomorrow|übermorgen") !== null) return { kind: "in", days: 2 };
  if (take("tomorrow|morgen") !== null) return { kind: "in", days: 1 };
  if (take("today|heute") !== null) return { kind: "in", days: 0 };
  const later = take(`in (${number}) (days?|tage?n?|weeks?|wochen?)`);
  if (later !== null) {
    const [count = "", unit = ""] = later;
    return { kind: "in", days: numberOf(count) * (unit.startsWith("w") ? 7 : 1) };
  }
  const [year4, month2, day2] = take("(\\d{4})-(\\d{2})-(\\d{2})") ?? [];
  if (year4 !== undefined) return dateOf(Number(day2), Number(month2), year4);
  const [dayOf, name, year] =
    take(`(\\d{1,2})(?:st|nd|rd|th|\\.)? ?(?:of )?(${monthName})\\.?(?:,? (\\d{4}))?`) ??
    swapped(take(`(${monthName})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?`)) ??
    [];
  if (dayOf !== undefined && name !== undefined) return dateOf(Number(dayOf), months.get(name) ?? 0, year);
  const [german, of, in_] = take("(\\d{1,2})\\. ?(1[0-2]|0?[1-9])\\.(?: ?(\\d{4}))?") ?? [];
  if (german !== undefined) return dateOf(Number(german), Number(of), in_);
  const named = take(`(next |nächste[nr]? )?(?:this |coming |kommende[nr]? |diese[nr]? )?(${weekday})`);
  if (named === null) return null;
  const [next = "", on = ""] = named;
  return { kind: "weekday", weekday: weekdays.get(on) ?? 0, next: next !== "" };
}

function swapped(found: string[] | null): string[] | null {
  if (found === null) return null;
  const [name = "", day = "", year = ""] = found;
  return [day, name, year];
}

function dateOf(day: number, month: number, year = ""): SaidDay | undefined {
  const date = `${year || "2028"}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  // A day that there isn't is moved on by Date, not refused.
  const isDay = !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);
  if (!isDay) return undefined;
  return year === "" ? { kind: "yearless", month, day } : { kind: "date", date };
}

type PartOfDay = "morning" | "afternoon" | "tonight" | null;

function partOfDay(take: Take): PartOfDay {
  if (take("tonight|heute abend") !== null) return "tonight";
  if (take("in the morning|this morning|morning|vormittags?|morgens|früh") !== null) return "morning";
  const late =
    "in the (?:afternoon|evening)|this (?:afternoon|evening)|afternoon|evening|nachmittags?|abends?";
  return take(late) === null ? null : "afternoon";
}

/** Minutes since midnight; null: no time of day is said; undefined: one that there isn't, or that may be meant in two ways. */
function minutesIn(take: Take, part: PartOfDay): number | null | undefined {
  if (take("noon|midday|mittags?|12 uhr mittags") !== null) return 720;
  const hour = `(${number})`;
  const half = ` ?(am|pm|a\\.m\\.?|p\\.m\\.?)?`;
  const said = `(?: ?(o'clock|uhr|h))?`;
  const around = take(`(half past|quarter past|quarter to|halb|viertel nach|viertel vor) ${hour}${half}`);
  if (around !== null) {
    const [how = "", at = "", meridiem = ""] = around;
    const shift = { "half past": 30, halb: -30, "quarter past": 15, "viertel nach": 15 }[how] ?? -15;
    const full = hourOf(numberOf(at), meridiem, part, false);
    return full === undefined ? undefined : full * 60 + shift;
  }
  const exact = take(`(\\d{1,2})[:.](\\d{2})${half}${said}`);
  if (exact !== null) {
    const [at = "", past = "", meridiem = ""] = exact;
    const full = hourOf(Number(at), meridiem, part, true);
    return full === undefined || Number(past) > 59 ? undefined : full * 60 + Number(past);
  }
  const bare = take(`${hour}${half}${said}`);
  if (bare === null) return null;
  const [at = "", meridiem = "", clock = ""] = bare;
  const full = hourOf(numberOf(at), meridiem, part, clock === "uhr" || clock === "h");
  return full === undefined ? undefined : full * 60;
}

/** The hour of the day. By itself one from one to six is in the night or in the afternoon: nobody knows. */
function hourOf(hour: number, meridiem: string, part: PartOfDay, isExact: boolean): number | undefined {
  if (meridiem !== "" || (part !== null && hour <= 12)) {
    if (hour < 1 || hour > 12) return undefined;
    const isLate = meridiem === "" ? part !== "morning" : meridiem.startsWith("p");
    return (hour % 12) + (isLate ? 12 : 0);
  }
  if (hour > 23 || (!isExact && hour < 7)) return undefined;
  return hour;
}

function numberOf(words: string): number {
  return numbers.get(words) ?? Number(words);
}
