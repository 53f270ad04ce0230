import { daysInMonth, toDate } from "./dates.js";
import { occurrencesBetween } from "./recurrence.js";

/** What happens from one day to another, both included, by date and then by title. */
export function agenda(events, from, to) {
  return events
    .flatMap(({ title, rule }) => occurrencesBetween(rule, from, to).map((date) => ({ date, title })))
    .sort((a, b) => a.date.localeCompare(b.date) || a.title.localeCompare(b.title));
}

/** What happens in a month, from its first to its last day; months from 1. */
export function agendaOfMonth(events, year, month) {
  return agenda(events, toDate(year, month, 1), toDate(year, month, daysInMonth(year, month)));
}
