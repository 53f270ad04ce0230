/** Plain dates as text, `2026-02-28`. Everything is reckoned in UTC, so no clock change ever moves a date. */

const form = /^(\d{4})-(\d{2})-(\d{2})$/;

/** @returns {{ year: number, month: number, day: number }} month from 1 */
export function parseDate(text) {
  const [, year, month, day] = (form.exec(text) ?? []).map(Number);
  if (year === undefined || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    throw new RangeError(`${text} is not a date`);
  }
  return { year, month, day };
}

/** The date of a year, month and day. */
export function toDate(year, month, day) {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** How many days a month has; months from 1. */
export function daysInMonth(year, month) {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function addDays(date, days) {
  const { year, month, day } = parseDate(date);
  return toDate(year, month, day + days);
}
