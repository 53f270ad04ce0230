import { SignalboxError } from "./errors.ts";

/** What a JSON text may hold at most. */
export interface JsonBounds {
  /** How deep lists and objects may stand in each other. */
  depth: number;
  /** Values of lists and members of objects, all together. */
  nodes: number;
  /** Characters of a string as it is written. */
  string: number;
  /** Characters of a member's name as it is written. */
  name: number;
}

/** What a service or a person sends is far below: the deepest that is known is a document of Jira's, with some thirty. */
export const doorBounds: JsonBounds = { depth: 100, nodes: 100_000, string: 1_048_576, name: 1024 };

/**
 * A JSON text from outside. Its bounds are looked at in one pass without recursion, before anything is made of it: what walks the
 * value afterwards can't run out of its stack.
 * @param judge is shown each member, as a reviver of `JSON.parse`, and may refuse it.
 * @throws SignalboxError `bad_request` when it isn't JSON, or naming the bound that it breaks.
 */
export function readJson(
  text: string,
  bounds: JsonBounds = doorBounds,
  judge?: (name: string, value: unknown) => unknown,
): unknown {
  const broken = boundBrokenBy(text, bounds);
  if (broken !== null) throw new SignalboxError("bad_request", broken);
  try {
    return JSON.parse(text, judge);
  } catch (error) {
    if (error instanceof SignalboxError) throw error;
    throw new SignalboxError("bad_request", `the body is not JSON${placeIn(text, error)}`, { cause: error });
  }
}

/** Where a text stops being JSON, as far as it is known; none of its words. */
function placeIn(text: string, error: unknown): string {
  if (text.trim() === "") return ": it is empty";
  const place = error instanceof Error ? /line \d+ column \d+|position \d+/.exec(error.message) : null;
  return place === null ? "" : ` at ${place[0]}`;
}

const quote = 34;
const colon = 58;
const comma = 44;
const opening: ReadonlySet<number> = new Set([91, 123]);
const closing: ReadonlySet<number> = new Set([93, 125]);

/** Which bound a text breaks; null: none. What is no JSON breaks none by that alone. */
function boundBrokenBy(text: string, bounds: JsonBounds): string | null {
  let depth = 0;
  let nodes = 1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      const end = endOfString(text, at + 1);
      const length = end - at - 1;
      if (length > bounds.string) return `the JSON has a string of more than ${bounds.string} characters`;
      if (length > bounds.name && isName(text, end + 1))
        return `the JSON has a name of more than ${bounds.name} characters`;
      at = end;
    } else if (opening.has(code)) {
      depth += 1;
      nodes += 1;
      if (depth > bounds.depth) return `the JSON is nested more than ${bounds.depth} levels deep`;
    } else if (closing.has(code)) {
      depth -= 1;
    } else if (code === comma) {
      nodes += 1;
    }
    if (nodes > bounds.nodes) return `the JSON has more than ${bounds.nodes} values`;
  }
  return null;
}

/** Where a string's closing quote stands; the text's end where there is none. */
function endOfString(text: string, start: number): number {
  let from = start;
  for (;;) {
    const end = text.indexOf('"', from);
    if (end === -1) return text.length;
    let slashes = 0;
    while (text[end - 1 - slashes] === "\\" && end - 1 - slashes >= start) slashes += 1;
    if (slashes % 2 === 0) return end;
    from = end + 1;
  }
}

function isName(text: string, after: number): boolean {
  let at = after;
  while (/\s/.test(text.charAt(at))) at += 1;
  return text.charCodeAt(at) === colon;
}
