import type { Frame } from "../frame.ts";
import { frameOf, type Trace } from "./trace.ts";

/** `1 [ra] 0x01 Cart.total() + 42 in shop at /srv/shop/Sources/Cart.swift:12:5`, as Swift itself tells of a crash. */
const told =
  /^\d{1,4} {1,8}(?:\[[\w, ]{1,30}\] )?(?:0x[0-9a-f]{1,16} )?(?<name>[^\n]{1,300}?)(?: \+ \d{1,9})? in [^\n]{1,100} at (?<file>[^\n:]{1,400}\.swift):(?<line>\d{1,9})(?::\d{1,9})?$/;
/** `1   Shop   0x0000000104 Cart.total() + 42 (Cart.swift:12)`, as Apple's reports do. */
const reported =
  /^\d{1,4} {1,8}(?<module>[\w.-]{1,100}) {1,60}0x[0-9a-f]{1,16} (?<name>[^\n]{1,300}?)(?: \+ \d{1,9})?(?: \((?<file>[\w+.-]{1,200}\.\w{1,6}):(?<line>\d{1,9})\))?$/;
/** `Shop/Cart.swift:12: Fatal error: Index out of range`. */
const fatal =
  /(?:^|\s)(?:(?<file>[^\s:]{1,400}\.swift):(?<line>\d{1,9}): )?(?<type>Fatal error|Precondition failed|Assertion failed)(?:: (?<words>.{1,500}))?$/;

/** A crash of Swift: the calls of the thread that crashed. */
export function swiftTrace(lines: readonly string[]): Trace {
  const text = lines.map((line) => line.trim());
  const error = text.map((line) => fatal.exec(line)?.groups).find((one) => one !== undefined);
  const crashed = text.findIndex((line) => /^Thread \d+.* crashed:?/i.test(line));
  const frames: Frame[] = [];
  for (const line of text.slice(crashed + 1)) {
    if (frames.length > 0 && /^Thread \d+/.test(line)) break;
    const found = told.exec(line)?.groups ?? reported.exec(line)?.groups;
    if (found !== undefined) frames.push(frameIn(found));
  }
  const isSwift = frames.some(({ file }) => file.endsWith(".swift"));
  const inWords = /: file (?<file>[^,]{1,400}\.swift), line (?<line>\d{1,9})/.exec(
    error?.["words"] ?? "",
  )?.groups;
  const place = error?.["file"] === undefined ? inWords : error;
  const bare = place === undefined ? [] : [frameIn(place)];
  return {
    errorType: error?.["type"] ?? null,
    errorMessage: error?.["words"]?.replace(/: file .*$/, "") ?? null,
    frames: isSwift ? frames : bare,
  };
}

function frameIn({ file, line, name, module }: Record<string, string | undefined>): Frame {
  const frame = frameOf({
    file: file ?? module ?? "",
    line: line === undefined ? null : Number(line),
    function: name ?? null,
    module: module ?? null,
  });
  // Only of the program's own parts is it known where they come from.
  return { ...frame, inApp: frame.inApp && file !== undefined };
}
