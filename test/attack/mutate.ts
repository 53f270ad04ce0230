import type { Random } from "../random.ts";

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** What has broken something somewhere: as a value of any field. */
const values: readonly [(random: Random) => Json, ...((random: Random) => Json)[]] = [
  () => null,
  () => "",
  () => " ",
  () => [],
  () => ({}),
  () => true,
  () => -1,
  () => 1e308,
  () => 2 ** 60 + 1,
  () => "constructor",
  () => "__proto__",
  () => "toString",
  () => "../../../etc/passwd",
  () => "\ud800",
  () => "a\u0000b",
  () => "\u202Egnp.exe",
  () => "<!channel> <https://evil.example/approve|Approve here> <@U0MAYA>",
  () => "@maya-ortiz fixes #1 ![x](https://evil.example/x.png) <img src=x onerror=alert(1)>",
  () => "=cmd|' /C calc'!A0",
  () => "' OR 1=1; DROP TABLE tasks; --",
  () => "${{ secrets.TOKEN }} {{7*7}}",
  () => "> ".repeat(3000) + "deep",
  () => "[".repeat(3000),
  (random) => "x".repeat(random.int(1000, 200_000)),
  (random) => "é漢🚦".repeat(random.int(100, 10_000)),
  (random) => Array.from({ length: random.int(1, 3000) }, () => 0),
  (random) => nested(random.int(10, 9000), random.chance(0.5)),
  (random) => Object.fromEntries(Array.from({ length: random.int(1, 3000) }, (_, n) => [`k${n}`, n])),
  () => JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}'),
];

function nested(depth: number, inArrays: boolean): Json {
  let value: Json = "bottom";
  for (let n = 0; n < depth; n++) value = inArrays ? [value] : { content: value };
  return value;
}

interface Place {
  holder: { [name: string]: Json } | Json[];
  key: string;
}

/** Every field of a value, as a place that can be changed. */
function placesIn(root: Json): Place[] {
  const places: Place[] = [];
  const left: Json[] = [root];
  for (let value = left.pop(); value !== undefined && places.length < 500; value = left.pop()) {
    if (value === null || typeof value !== "object") continue;
    for (const [key, inner] of Object.entries(value)) {
      places.push({ holder: value, key });
      left.push(inner);
    }
  }
  return places;
}

/** A payload in which one to three fields are something else, gone, or there under a wrong name. */
export function mutated(payload: Json, random: Random): Json {
  const copy = structuredClone(payload);
  for (let changes = random.int(1, 3); changes > 0; changes--) {
    const [first, ...others] = placesIn(copy);
    if (first === undefined) return random.pick(values)(random);
    const { holder, key } = random.pick([first, ...others]);
    if (random.chance(0.15)) Reflect.deleteProperty(holder, key);
    else if (random.chance(0.1))
      Reflect.set(holder, random.pick(["__proto__x", "constructor", "", "x".repeat(5000)]), 1);
    else Reflect.set(holder, key, random.pick(values)(random));
  }
  return copy;
}

/** The bytes of a payload, sometimes no longer JSON. */
export function bytesOf(payload: Json, random: Random): Uint8Array<ArrayBuffer> {
  const whole: Uint8Array<ArrayBuffer> = encoded(textOf(payload));
  if (!random.chance(0.15)) return whole;
  const at = random.int(0, Math.max(0, whole.length - 1));
  return random.pick([
    () => whole.slice(0, at),
    () => Uint8Array.of(0xef, 0xbb, 0xbf, ...whole.slice(0, 60_000)),
    () => Uint8Array.of(...whole.slice(0, Math.min(at, 60_000)), 0xff, 0xfe, 0x00),
    () => encoded(`${textOf(payload)}${textOf(payload)}`),
    () => encoded("[".repeat(random.int(100, 60_000))),
    () => new Uint8Array(0),
  ])();
}

/** JSON without recursion's limits: what is nested thousands deep is written too. */
export function textOf(payload: Json): string {
  try {
    return JSON.stringify(payload);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return `${'{"content":['.repeat(20_000)}${"]}".repeat(20_000)}`;
  }
}

/** A text's bytes, in memory of its own. */
export const encoded = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(new TextEncoder().encode(text));
