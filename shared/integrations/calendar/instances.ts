import ICAL from "ical.js";
import type { Instance } from "../../domain/meeting/invitation.ts";
import { momentOf, ownZones } from "./zones.ts";

/** So many instances of a series are counted from its beginning on: a meeting of every workday for twenty years. */
const mostSteps = 6000;
/** So many of one look are anybody's meetings. */
const mostFound = 50;
/** A meeting without an end is meant to take so long, minutes. */
const usualMinutes = 60;

/** What tells when an event takes place, and nothing else of it, as it is kept. */
export function timesOf(calendar: ICAL.Component, event: ICAL.Component): string {
  const kept = new ICAL.Component("vcalendar");
  const zone = calendar.getFirstPropertyValue("x-wr-timezone");
  if (typeof zone === "string") kept.addPropertyWithValue("x-wr-timezone", zone);
  const times = new ICAL.Component("vevent");
  for (const name of ["dtstart", "dtend", "duration", "rrule", "rdate", "exdate"])
    for (const property of event.getAllProperties(name))
      times.addProperty(new ICAL.Property(structuredClone(property.toJSON())));
  const used = new Set(times.getAllProperties().map(tzidOf));
  for (const one of calendar.getAllSubcomponents("vtimezone"))
    if (used.has(text(one.getFirstPropertyValue("tzid"))))
      kept.addSubcomponent(new ICAL.Component(structuredClone(one.toJSON())));
  kept.addSubcomponent(times);
  return JSON.stringify(kept.toJSON());
}

/** Why an event takes place at no time that a bot could go to; null: it does. */
export function timeProblem(calendar: ICAL.Component, event: ICAL.Component): string | null {
  const start = event.getFirstProperty("dtstart");
  const value = start?.getFirstValue();
  if (!start || !(value instanceof ICAL.Time)) return "it says no time";
  if (value.isDate) return "it is for whole days";
  const read = readTimes(calendar, event);
  if (read.momentOf(value, start) === null)
    return `its time zone ${tzidOf(start) ?? ""} is none that is known`;
  const rules = event.getAllProperties("rrule");
  if (rules.length > 1 || !rules.every(isUsual)) return "it recurs in a way that isn't followed";
  return null;
}

/** Rules as calendars offer them. Others may take for ever to count. */
function isUsual(property: ICAL.Property): boolean {
  const rule = property.getFirstValue();
  if (!(rule instanceof ICAL.Recur)) return false;
  const { parts, freq, interval } = rule;
  const places = (parts["BYSETPOS"] ?? []).map(Number);
  return (
    ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"].includes(freq) &&
    interval >= 1 &&
    interval <= 400 &&
    Object.keys(parts).every((name) => ["BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"].includes(name)) &&
    places.every((place) => Math.abs(place) <= 5) &&
    // The thirtieth of February is looked for in every year to come.
    (parts["BYMONTH"] === undefined || (parts["BYMONTHDAY"] ?? []).every((day) => Math.abs(day) <= 28))
  );
}

/**
 * When a meeting takes place between two moments, in order, with what goes on at the first of them; `next`: when it begins for the first
 * time after the second, null: never again, as far as is counted. Epoch milliseconds.
 * @param times as `timesOf` has written them
 */
export function instancesOf(
  times: string,
  from: number,
  until: number,
): { instances: Instance[]; next: number | null } {
  const calendar = new ICAL.Component(JSON.parse(times));
  const event = calendar.getFirstSubcomponent("vevent");
  const start = event?.getFirstProperty("dtstart");
  const first = start?.getFirstValue();
  if (!event || !start || !(first instanceof ICAL.Time)) return { instances: [], next: null };
  const read = readTimes(calendar, event);
  const minutes = read.minutes(first, start);
  const isOut = new Set(read.all("exdate"));
  const instances: Instance[] = [];
  let next: number | null = null;
  const see = (at: number): boolean => {
    if (isOut.has(at) || at + minutes * 60_000 <= from) return true;
    if (at > until) {
      next = next === null ? at : Math.min(next, at);
      return false;
    }
    if (!instances.some((one) => one.instance === at))
      instances.push({ instance: at, startsAt: at, minutes });
    return instances.length < mostFound;
  };
  for (const at of read.all("rdate")) see(at);
  const rule = event.getFirstPropertyValue("rrule");
  if (rule instanceof ICAL.Recur) {
    const last = read.lastOf(rule, start);
    const open = rule.clone();
    open.until = null;
    const iterator = open.iterator(first);
    for (let steps = 0; steps < mostSteps; steps++) {
      // Of a rule that only its beginning fits, the type doesn't say that there is none.
      const one: ICAL.Time | null = iterator.next();
      const at = one === null ? null : read.momentOf(one, start);
      if (at === null || at > last || !see(at)) break;
    }
  } else {
    const at = read.momentOf(first, start);
    if (at !== null) see(at);
  }
  return { instances: instances.toSorted((a, b) => a.startsAt - b.startsAt), next };
}

/** How a calendar's times are read. */
function readTimes(calendar: ICAL.Component, event: ICAL.Component) {
  const zones = ownZones(calendar);
  const floating = text(calendar.getFirstPropertyValue("x-wr-timezone")) ?? "UTC";
  const moment = (time: ICAL.Time, property: ICAL.Property): number | null =>
    momentOf(time, tzidOf(property), zones, floating);
  return {
    momentOf: moment,
    /** All moments of a list's properties. */
    all: (name: string): number[] =>
      event
        .getAllProperties(name)
        .flatMap((property) =>
          property
            .getValues()
            .flatMap((value: unknown) =>
              value instanceof ICAL.Time && !value.isDate ? (moment(value, property) ?? []) : [],
            ),
        ),
    /** The moment after which a rule has no instance. It stands in UTC where the meeting's own times stand in a zone. */
    lastOf: ({ until }: ICAL.Recur, start: ICAL.Property): number => {
      if (!until) return Number.POSITIVE_INFINITY;
      const end = until.clone();
      if (end.isDate) {
        end.isDate = false;
        [end.hour, end.minute, end.second] = [23, 59, 59];
      }
      return moment(end, start) ?? Number.POSITIVE_INFINITY;
    },
    minutes: (first: ICAL.Time, start: ICAL.Property): number => {
      const end = event.getFirstProperty("dtend");
      const ends = end?.getFirstValue();
      const length = event.getFirstPropertyValue("duration");
      const [begins, over] = [
        moment(first, start),
        end && ends instanceof ICAL.Time ? moment(ends, end) : null,
      ];
      if (begins !== null && over !== null && over > begins) return Math.round((over - begins) / 60_000);
      if (length instanceof ICAL.Duration && length.toSeconds() > 0)
        return Math.round(length.toSeconds() / 60);
      return usualMinutes;
    },
  };
}

function tzidOf(property: ICAL.Property): string | null {
  return text(property.getParameter("tzid"));
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
