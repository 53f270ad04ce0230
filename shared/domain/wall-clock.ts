const formats = new Map<string, Intl.DateTimeFormat>();
const minuteMs = 60_000;
const dayMs = 86_400_000;

/** What a clock on the wall shows in a zone. */
export interface WallTime {
  /** As 2026-11-21. */
  day: string;
  /** Minutes since midnight as the clock shows them. */
  minutes: number;
  /** 1 is Monday. */
  weekday: number;
}

/** What the clock shows in a time zone at a moment. */
export function wallTime(at: number, timeZone: string): WallTime {
  const shown = shownAt(at, timeZone);
  const day = new Date(shown).toISOString().slice(0, 10);
  return {
    day,
    minutes: Math.floor((shown - Date.parse(day)) / minuteMs),
    weekday: new Date(shown).getUTCDay() || 7,
  };
}

/**
 * The moments at which the clock shows a time of day: one, two where it is put back over it, and where it is put forward
 * over it the moment in which it goes on.
 */
export function momentsOf(day: string, minutes: number, timeZone: string): number[] {
  const shown = Date.parse(`${day}T00:00:00Z`) + minutes * minuteMs;
  const offsets = new Set([shown - dayMs, shown + dayMs].map((at) => offsetAt(at, timeZone)));
  const moments = [...offsets]
    .map((offset) => shown - offset)
    .filter((at) => shownAt(at, timeZone) === shown);
  if (moments.length > 0) return moments.toSorted((a, b) => a - b);
  return clockChanges(shown - dayMs, shown + dayMs, timeZone);
}

/** The first moment at which the clock shows a time of day, or passes it. */
export function momentOf(day: string, minutes: number, timeZone: string): number {
  const [first] = momentsOf(day, minutes, timeZone);
  return first ?? Date.parse(`${day}T00:00:00Z`) + minutes * minuteMs;
}

/** The moments between two others, two days apart at most, in which the clock is put forward or back; there is one at most. */
export function clockChanges(from: number, to: number, timeZone: string): number[] {
  const after = offsetAt(to, timeZone);
  if (offsetAt(from, timeZone) === after) return [];
  let before = from;
  let changed = to;
  while (changed - before > 1) {
    const middle = Math.floor((before + changed) / 2);
    if (offsetAt(middle, timeZone) === after) changed = middle;
    else before = middle;
  }
  return [changed];
}

function offsetAt(at: number, timeZone: string): number {
  return shownAt(at, timeZone) - at;
}

/** What the clock shows, as the moment at which it would show that in UTC. */
function shownAt(at: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    // Sweden writes days as ISO 8601 does.
    format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
    formats.set(timeZone, format);
  }
  const whole = Math.floor(at / 1000) * 1000;
  return Date.parse(`${format.format(whole).replace(" ", "T")}Z`) + (at - whole);
}
