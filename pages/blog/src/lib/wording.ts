const dates = new Map<string, Intl.DateTimeFormat>();

/** A day in words, as UTC has it: "28 November 2026" in the site's language. */
export function longDate(date: Date, language: string): string {
  let format = dates.get(language);
  if (!format) {
    format = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
    dates.set(language, format);
  }
  return format.format(date);
}

const wordsAMinute = 220;

/** At least one. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / wordsAMinute));
}

/** The address that tags and series of one name share, whatever their case and punctuation; null when no letter or digit is left. */
export function slugOf(name: string): string | null {
  const slug = name
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "");
  return slug === "" ? null : slug;
}
