import { addDays } from "./dates.js";

const frequencies = { day: "DAILY", week: "WEEKLY", month: "MONTHLY", year: "YEARLY" };
const compact = (date) => date.replaceAll("-", "");
const escaped = (text) => text.replace(/[\\;,]/g, (mark) => `\\${mark}`).replaceAll("\n", "\\n");

/** Events for calendar programs (RFC 5545). */
export function toIcs(events) {
  const body = events.flatMap(({ id, title, rule }) => [
    "BEGIN:VEVENT",
    `UID:${id}@calendar.acme.example`,
    `DTSTART;VALUE=DATE:${compact(rule.start)}`,
    `DTEND;VALUE=DATE:${compact(addDays(rule.start, 1))}`,
    `RRULE:${ruleText(rule)}`,
    `SUMMARY:${escaped(title)}`,
    "END:VEVENT",
  ]);
  return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//acme//calendar//EN", ...body, "END:VCALENDAR", ""].join("\r\n");
}

function ruleText({ every, interval = 1, until }) {
  const parts = [`FREQ=${frequencies[every]}`];
  if (interval > 1) parts.push(`INTERVAL=${interval}`);
  if (until !== undefined) parts.push(`UNTIL=${compact(until)}`);
  return parts.join(";");
}
