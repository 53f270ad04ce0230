const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Days that words name, as 2026-11-21: written so, as "21 November", or as "November 21". The year is the next that fits. */
export function daysIn(words: string, today: string): string[] {
  const iso = words.match(/\b20\d\d-\d\d-\d\d\b/g) ?? [];
  const named = Array.from(
    words.matchAll(
      /\b(?:(\d{1,2})(?:st|nd|rd|th|\.)?\s+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+(\d{1,2})(?:st|nd|rd|th)?)\b/gi,
    ),
    ([, day, month, month2, day2]) =>
      dayOf(Number(day ?? day2), (month ?? month2 ?? "").toLowerCase(), today),
  );
  return [...iso, ...named.filter((day) => day !== null)];
}

function dayOf(day: number, month: string, today: string): string | null {
  const index = months.indexOf(month);
  if (index === -1 || day < 1 || day > 31) return null;
  const year = Number(today.slice(0, 4));
  const at = (of: number): string => new Date(Date.UTC(of, index, day)).toISOString().slice(0, 10);
  return at(year) < today.slice(0, 8) + "01" ? at(year + 1) : at(year);
}

const numbers: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
};

/** A day as much later as words say: "by a week", "two days late". Null when they don't say. */
export function later(day: string | null, words: string): string | null {
  const found = /\b(a|an|one|two|three|four|five|six|\d{1,2})\s+(day|week|month)s?\b/i.exec(words);
  if (day === null || !found || Number.isNaN(Date.parse(day))) return null;
  const [, count = "", unit = ""] = found;
  const n = numbers[count.toLowerCase()] ?? Number(count);
  const days = { day: 1, week: 7, month: 30 }[unit.toLowerCase()] ?? 0;
  return new Date(Date.parse(day) + n * days * 86_400_000).toISOString().slice(0, 10);
}
