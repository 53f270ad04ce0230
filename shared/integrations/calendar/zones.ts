import ICAL from "ical.js";

/** Offsets that a calendar may give its own zones: more are made up. */
const mostObservances = 60;

/** A calendar's own time zones, as far as they can be trusted to be quick. */
export function ownZones(calendar: ICAL.Component): Map<string, ICAL.Timezone> {
  const zones = new Map<string, ICAL.Timezone>();
  for (const one of calendar.getAllSubcomponents("vtimezone").slice(0, 20)) {
    const tzid = one.getFirstPropertyValue("tzid");
    const parts = one.getAllSubcomponents();
    if (typeof tzid !== "string" || parts.length > mostObservances || !parts.every(isYearly)) continue;
    zones.set(tzid, new ICAL.Timezone(sinceLately(one)));
  }
  return zones;
}

/** Before this year nobody looks: Windows' zones begin in 1601, and each year since would be counted. */
const earliest = 2020;

function sinceLately(zone: ICAL.Component): ICAL.Component {
  const copy = new ICAL.Component(structuredClone(zone.toJSON()));
  for (const observance of copy.getAllSubcomponents()) {
    const start = observance.getFirstPropertyValue("dtstart");
    const rule = observance.getFirstPropertyValue("rrule");
    if (
      !(start instanceof ICAL.Time) ||
      !(rule instanceof ICAL.Recur) ||
      rule.until ||
      start.year >= earliest
    )
      continue;
    const later = start.clone();
    later.year = earliest;
    observance.updatePropertyWithValue("dtstart", later);
  }
  return copy;
}

/** Whether an observance begins once a year, as all do that there are: what comes by the second would take for ever. */
function isYearly(observance: ICAL.Component): boolean {
  return observance.getAllProperties("rrule").every((rule) => {
    const recur = rule.getFirstValue();
    return recur instanceof ICAL.Recur && recur.freq === "YEARLY" && recur.interval === 1;
  });
}

/**
 * The moment that a calendar's time means, epoch milliseconds; null where its zone is none that anybody knows. A zone that IANA has is
 * taken as it is there, since that is what calendars show; others as the calendar describes them.
 * @param floating the zone of a time that names none
 */
export function momentOf(
  time: ICAL.Time,
  tzid: string | null,
  zones: ReadonlyMap<string, ICAL.Timezone>,
  floating: string,
): number | null {
  if (time.zone === ICAL.Timezone.utcTimezone) return time.toUnixTime() * 1000;
  const name = tzid ?? floating;
  // Some programs write a prefix: "/mozilla.org/20050126_1/Europe/Berlin".
  const iana = [name, name.split("/").slice(-2).join("/")].find(isIana);
  const local = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
  if (iana !== undefined) return atIana(local, iana);
  const zone = zones.get(name);
  if (zone === undefined) return null;
  const there = time.clone();
  there.zone = zone;
  return there.toUnixTime() * 1000;
}

export function isIana(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && clockOf(name).format(0) !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The moment at which clocks of a zone show a time. What they skip is an hour later; what they show twice is the first. */
function atIana(local: number, timeZone: string): number {
  const offsets = [local - 86_400_000, local + 86_400_000].map((near) => offsetAt(near, timeZone));
  const fitting = offsets
    .map((offset) => local - offset)
    .filter((at) => at + offsetAt(at, timeZone) === local);
  return fitting.length > 0 ? Math.min(...fitting) : local - Math.min(...offsets);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than all that is asked of it; there are only as many as IANA has zones. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat("en", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  // Names in other letters are the same zone, and there could be any number of them.
  if (clocks.size > 700) clocks.clear();
  clocks.set(timeZone, clock);
  return clock;
}

/** How far a zone's clocks are ahead of UTC, milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  const parts = clockOf(timeZone).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((one) => one.type === type)?.value);
  const shown = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return shown - Math.floor(at / 1000) * 1000;
}
