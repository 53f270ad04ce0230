import { addDays, parseDate, toDate } from "./dates.js";

/**
 * When something happens again and again. Every occurrence is reckoned from `start`.
 *
 * @typedef {{ every: "day" | "week" | "month" | "year", interval?: number, start: string, until?: string }} Rule
 */

const steps = {
  day: (start, count) => addDays(start, count),
  week: (start, count) => addDays(start, count * 7),
  month: (start, count) => addMonths(start, count),
  year: (start, count) => addMonths(start, count * 12),
};

/** The same day of a later month. */
function addMonths(date, months) {
  const { year, month, day } = parseDate(date);
  return toDate(year, month + months, day);
}

/** All dates of a rule in their order; without `until` there is no end. */
export function* occurrences({ every, interval = 1, start, until }) {
  const step = steps[every];
  if (!step) throw new RangeError(`nothing happens every ${every}`);
  if (!Number.isInteger(interval) || interval < 1) throw new RangeError(`an interval is a whole number from 1`);
  for (let count = 0; ; count += 1) {
    const date = step(start, count * interval);
    if (until !== undefined && date > until) return;
    yield date;
  }
}

/** The dates of a rule from one day to another, both included. */
export function occurrencesBetween(rule, from, to) {
  const found = [];
  for (const date of occurrences(rule)) {
    if (date > to) break;
    if (date >= from) found.push(date);
  }
  return found;
}
