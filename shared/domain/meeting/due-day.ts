const months = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
] as const;
const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;
const numbers: Readonly<Record<string, number>> = {
  a: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  ten: 10,
};
const dayMs = 86_400_000;

/**
 * The day that words of a meeting mean: "by Friday", "tomorrow", "12 December", "in two weeks", "2026-12-04".
 * @param on the day of the meeting, as 2026-11-28
 * @returns the day as 2026-12-04; null where the words are none that is certain
 */
export function dueDay(words: string, on: string): string | null {
  const said = words.toLowerCase().replaceAll(/\s+/g, " ").trim();
  const today = Date.parse(`${on}T00:00:00Z`);
  if (Number.isNaN(today)) return null;
  const after = (days: number): string => dayOf(today + days * dayMs);
  const [iso] = /\b\d{4}-\d{2}-\d{2}\b/.exec(said) ?? [];
  if (iso !== undefined) return existing(iso);
  const named = namedDay(said, on);
  if (named !== undefined) return named;
  const [, amount = "", unit = ""] = /\bin (\w+) (day|week)s?\b/.exec(said) ?? [];
  const count = numbers[amount] ?? (/^\d{1,2}$/.test(amount) ? Number(amount) : null);
  if (count !== null && unit !== "") return after(unit === "week" ? count * 7 : count);
  const weekday = new Date(today).getUTCDay();
  if (/\bday after tomorrow\b/.test(said)) return after(2);
  if (/\btomorrow\b/.test(said)) return after(1);
  if (/\b(?:today|tonight|end of (?:the )?day)\b/.test(said)) return on;
  if (/\bend of (?:the |this )?month\b/.test(said))
    return dayOf(Date.UTC(Number(on.slice(0, 4)), Number(on.slice(5, 7)), 0));
  // The week's end is Friday: on a weekend it is the next one's.
  const toFriday = (5 - weekday + 7) % 7;
  if (/\bend of next week\b/.test(said)) return after(toFriday + 7);
  if (/\bend of (?:the |this )?week\b/.test(said)) return after(toFriday);
  const day = weekdays.findIndex((one) => new RegExp(String.raw`\b${one}\b`).test(said));
  if (day < 0) return null;
  // "Next Friday" is the one of the next week; "Friday" the first that comes.
  if (/\bnext (?:week )?\w+day\b|\bnext week\b|\bof next week\b/.test(said)) {
    const monday = (8 - weekday) % 7 || 7;
    return after(monday + ((day + 6) % 7));
  }
  return after((day - weekday + 7) % 7 || 7);
}

/** A day with its month's name; undefined: the words have none, null: there is no such day. */
function namedDay(said: string, on: string): string | null | undefined {
  const name = String.raw`(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?`;
  const number = String.raw`(\d{1,2})(?:st|nd|rd|th)?`;
  const before = new RegExp(String.raw`\b${number} (?:of )?${name}(?: (\d{4}))?\b`).exec(said);
  const behind = new RegExp(String.raw`\b${name} (?:the )?${number}(?:,? (\d{4}))?\b`).exec(said);
  const [day, month, year] =
    before !== null
      ? [before[1], before[2], before[3]]
      : behind === null
        ? []
        : [behind[2], behind[1], behind[3]];
  if (day === undefined || month === undefined) return undefined;
  const at = months.findIndex((one) => one.startsWith(month)) + 1;
  const inYear = (which: number) =>
    existing(`${which}-${String(at).padStart(2, "0")}-${day.padStart(2, "0")}`);
  if (year !== undefined) return inYear(Number(year));
  const thisYear = inYear(Number(on.slice(0, 4)));
  // In December, January is the next one.
  return thisYear !== null && thisYear < on ? inYear(Number(on.slice(0, 4)) + 1) : thisYear;
}

function existing(day: string): string | null {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) || dayOf(time) !== day ? null : day;
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
