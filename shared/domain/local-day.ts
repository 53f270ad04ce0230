const formats = new Map<string, Intl.DateTimeFormat>();
const hourMs = 3_600_000;

/** The day in a time zone at a moment, as 2026-11-21. */
export function localDay(at: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    // Sweden writes days as ISO 8601 does.
    format = new Intl.DateTimeFormat("sv-SE", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    formats.set(timeZone, format);
  }
  return format.format(at);
}

/** The first moment of a day in a time zone: midnight, or what comes after it where the clock skips midnight. */
export function startOfDay(day: string, timeZone: string): number {
  // No zone is further than 14 hours from UTC; the day begins somewhere in between.
  let before = Date.parse(`${day}T00:00:00Z`) - 15 * hourMs;
  let within = before + 30 * hourMs;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (localDay(middle, timeZone) < day) before = middle;
    else within = middle;
  }
  return within;
}

/** The day so many days later, or earlier. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * hourMs).toISOString().slice(0, 10);
}
