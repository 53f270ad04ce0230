/** Names that differ from run to run differ in these; each rule only takes what hardly anybody writes down. */
const rules: readonly [RegExp, string | ((found: string, now: number) => string)][] = [
  [whole`[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}`, "<uuid>"],
  // An object's address, as Python, Go and C print it, and as Python's id() does.
  [whole`0x[0-9a-f]{6,16}`, "<address>"],
  [whole`1[34]\d{13}`, "<address>"],
  [whole`[0-9a-f]{24}`, (found, now) => ofNow(found, Number.parseInt(found.slice(0, 8), 16) * 1000, now)],
  [whole`[0-7][0-9a-hjkmnp-tv-z]{25}`, (found, now) => ofNow(found, timeOfUlid(found), now)],
  // As Go, Python and browsers write times; Go puts a line where a space was.
  [
    whole`\d{4}-\d\d-\d\d[T _]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[ _]?[+-]\d\d:?\d\d(?:[ _][A-Z]{3,4})?)?(?:[ _]m=[+-][\d.]+)?`,
    (found, now) => ofNow(found, Date.parse(withoutMore(found)), now),
  ],
  [
    whole`[A-Z][a-z]{2},? [A-Z\d][a-z\d]{1,2} [A-Z\d][a-z\d]{1,2} (?:\d{4} )?\d\d:\d\d:\d\d(?: \d{4})?(?: GMT(?:[+-]\d{4})?)?(?: \([^)]*\))?`,
    (found, now) => ofNow(found, Date.parse(found.replace(/ \(.*/, "")), now),
  ],
  [
    whole`\d{1,2}/\d{1,2}/\d{4},? \d{1,2}:\d\d(?::\d\d)?(?:\s[AP]M)?`,
    (found, now) => ofNow(found, Date.parse(found), now),
  ],
  [whole`\d{19}`, (found, now) => ofNow(found, Number(found) / 1e6, now)],
  [whole`\d{16}`, (found, now) => ofNow(found, Number(found) / 1000, now)],
  [whole`\d{13}`, (found, now) => ofNow(found, Number(found), now)],
  [whole`\d{10}(?:\.\d+)?`, (found, now) => ofNow(found, Number(found) * 1000, now)],
  [/((?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\]):)(?:3[2-9]\d{3}|[45]\d{4}|6[0-5]\d{3})\b/g, "$1<port>"],
  // Folders of the system for what is thrown away, up to the part that is made up anew.
  [
    /(?:\/private)?(?:\/var\/folders\/\w+\/\w+\/T|\/tmp|\/var\/tmp)\/[^\s/"'`)\]]+(?:\/pytest-\d+)?/g,
    "<tmp>",
  ],
  // Pytest numbers values that are the same: how many are, chance decides.
  [/(<(?:time|address)>)_?\d+(?=\]$)/g, "$1"],
];

/** A pattern that stands between no letters and figures: a line beneath may stand where a space was. */
function whole({ raw }: TemplateStringsArray): RegExp {
  return new RegExp(`(?<![0-9A-Za-z])(?:${raw.join("")})(?![0-9A-Za-z])`, "gi");
}

/** A time as `Date.parse` reads it: without a zone's name, a monotonic clock, or more than milliseconds. */
const withoutMore = (found: string): string =>
  found
    .replaceAll("_", " ")
    .replace(/ m=.*$/, "")
    .replace(/ [A-Z]+$/, "")
    .replace(",", ".")
    .replace(/(\.\d{3})\d+/, "$1")
    .replace(/ (?=[+-])/, "")
    .replace(" ", "T");

const ulidSigns = "0123456789abcdefghjkmnpqrstvwxyz";
/** The first ten signs of a ULID are milliseconds. */
const timeOfUlid = (id: string): number =>
  id
    .toLowerCase()
    .slice(0, 10)
    .split("")
    .reduce((sum, sign) => sum * 32 + ulidSigns.indexOf(sign), 0);

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
