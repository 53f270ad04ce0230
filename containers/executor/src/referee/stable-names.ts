/** Names that differ from run to run differ in these; each rule only takes what hardly anybody writes down. */
const rules: readonly [RegExp, string | ((found: string, now: number) => string)][] = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/gi, "<uuid>"],
  // An object's address, as Python, Go and C print it.
  [/\b0x[0-9a-f]{6,16}\b/gi, "<address>"],
  [
    /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?/g,
    (found, now) => ofNow(found, Date.parse(found), now),
  ],
  [
    /\b[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d{4} \d\d:\d\d:\d\d GMT[+-]\d{4}(?: \([^)]*\))?/g,
    (found, now) => ofNow(found, Date.parse(found), now),
  ],
  [/\b\d{13}\b/g, (found, now) => ofNow(found, Number(found), now)],
  [/\b\d{10}(?:\.\d+)?\b/g, (found, now) => ofNow(found, Number(found) * 1000, now)],
  [/((?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\]):)(?:3[2-9]\d{3}|[45]\d{4}|6[0-5]\d{3})\b/g, "$1<port>"],
  // Folders of the system for what is thrown away, up to the part that is made up anew.
  [
    /(?:\/private)?(?:\/var\/folders\/\w+\/\w+\/T|\/tmp|\/var\/tmp)\/[^\s/"'`)\]]+(?:\/pytest-\d+)?/g,
    "<tmp>",
  ],
];

/** A time of about now was made by the run; any other is written in the test. */
const around = 2 * 86_400_000;
const ofNow = (found: string, at: number, now: number): string =>
  Math.abs(at - now) < around ? "<time>" : found;

/**
 * A test's name without what is made up anew in each run: addresses, times of about now, ids, ports, folders for what is thrown away.
 * Two tests of a run may come to have one name by it: whoever counts on names numbers them.
 * @param now milliseconds since 1970
 */
export function stableName(name: string, now: number): string {
  return rules.reduce(
    (text, [pattern, by]) =>
      typeof by === "string"
        ? text.replaceAll(pattern, by)
        : text.replaceAll(pattern, (found) => by(found, now)),
    name,
  );
}
