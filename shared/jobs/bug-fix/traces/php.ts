import type { Frame } from "../frame.ts";
import { frameOf, moduleOf, noTrace, simpleName, type Trace } from "./trace.ts";

const call =
  /^#\d{1,4} (?:(?<file>[^\s()][^()]{0,400}\.\w{1,6})\((?<line>\d{1,9})\)|\[internal function\]): (?<name>[^\n(]{1,200})\(/;
const type = String.raw`(?:Uncaught |\((?=[\w\\]{1,200}\(code: )|(?:^|[\s(])(?=[\w\\]{0,200}(?:Error|Exception): ))(?<type>[\w\\]{1,200})`;
/** Where it was raised stands behind the words: `Uncaught TypeError: no price in /srv/Cart.php:42`. */
const raised = new RegExp(
  String.raw`${type}(?:\(code: \d{1,9}\))?: (?<words>.{0,500}?) (?:in|at) (?<file>\/[^\s:()]{1,400}\.\w{1,6}):(?<line>\d{1,9})\)?$`,
);
const bare = new RegExp(`${type}: (?<words>.{0,500})$`);
const warning =
  /PHP (?<type>(?:Fatal|Parse|Recoverable fatal) error|Warning|Notice|Deprecated): +(?<words>.{1,500}) in (?<file>\/[^\s:()]{1,400}) on line (?<line>\d{1,9})$/;

/** A trace of PHP. Each of its lines says where something was called, and what: the function is that of the call above. */
export function phpTrace(lines: readonly string[]): Trace {
  const text = lines.map((line) => line.trim().replaceAll("\\\\", "\\"));
  const start = text.findIndex((line) => call.test(line));
  const above = text.slice(Math.max(0, start - linesAbove), Math.max(0, start)).toReversed();
  if (start === -1) return warningIn(text);
  const at = above.map((line) => raised.exec(line)?.groups).find((one) => one !== undefined);
  const error = at ?? above.map((line) => bare.exec(line)?.groups).find((one) => one !== undefined);
  const frames: Frame[] = [];
  const [first = ""] = text.slice(start);
  // What a handler has made of a warning was raised where the handler is called.
  const isHandled = first.includes(` ${at?.["file"]}(${at?.["line"]}): `);
  let within = at === undefined || isHandled ? null : placeOf(at);
  for (const line of text.slice(start)) {
    const found = call.exec(line)?.groups;
    if (found === undefined) break;
    if (within !== null) frames.push(named(within, found["name"] ?? null));
    within = found["file"] === undefined ? null : placeOf(found);
  }
  if (within !== null) frames.push(named(within, null));
  return {
    errorType: error === undefined ? null : simpleName(error["type"] ?? ""),
    errorMessage: error?.["words"]?.trim() || null,
    frames,
  };
}

const linesAbove = 3;

type Place = Pick<Frame, "file" | "line">;

function placeOf({ file = "", line }: Record<string, string>): Place {
  return { file, line: Number(line) };
}

function named(place: Place, name: string | null): Frame {
  return frameOf({
    ...place,
    function: name,
    module: name === null ? null : moduleOf(name.replace(/->.*$/, "::")),
  });
}

function warningIn(text: readonly string[]): Trace {
  const found = text.map((line) => warning.exec(line)?.groups).find((one) => one !== undefined);
  if (found === undefined) return noTrace;
  return {
    errorType: found["type"] ?? null,
    errorMessage: found["words"] ?? null,
    frames: [named(placeOf(found), null)],
  };
}
