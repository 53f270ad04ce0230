import type { Frame } from "../frame.ts";
import { traceOfLines } from "./at-lines.ts";
import { frameOf, type Trace } from "./trace.ts";

/** Calls that stand in the trace of the cause as well, and the components around one, which have no place. */
const left = /^(?:\.\.\. \d+ lines matching cause stack trace \.\.\.|at [\w.$-]+(?: \(created by [^)]*\))?)$/;

/** A trace as V8 writes it (Node, Chrome), or as Firefox and Safari do. */
export function javascriptTrace(lines: readonly string[]): Trace {
  return traceOfLines(
    lines.filter((line) => !left.test(line.trim())),
    (line) => v8Frame(line) ?? geckoFrame(line),
  );
}

/** `at cartTotal (/srv/checkout/src/cart.js:12:34)`, `at async file:///srv/main.ts:1:2`, `at Array.map (<anonymous>)`. */
function v8Frame(line: string): Frame | null {
  const call = /^at (?:async )?(.+?)(?: \{)?$/.exec(line)?.[1];
  // No function's name begins with a number: it is another language's.
  if (call === undefined || /^\d+ /.test(call)) return null;
  const named = /^([^(]*?) ?\((.+)\)$/.exec(call);
  const place = placeOf(named?.[2] ?? call);
  if (place === null) return null;
  const name = named?.[1]?.replace(/ \[as [^\]]*\]$/, "");
  return frameOf({ ...place, function: nameOf(name), module: null });
}

/** `cartTotal@https://shop.example/cart.js:12:34`. */
function geckoFrame(line: string): Frame | null {
  const found = /^(?:async\*)?((?:global|eval|module) code|[^@\s]*)@(\S+):(\d{1,9}):\d{1,9}$/.exec(line);
  if (found === null) return null;
  const [, name, file = "", number] = found;
  return frameOf({ file, line: Number(number), function: nameOf(name), module: null });
}

function placeOf(text: string): Pick<Frame, "file" | "line"> | null {
  if (text === "<anonymous>" || text === "native") return { file: text, line: null };
  // Hermes has the place in its own bundle.
  if (text.startsWith("address at ")) return placeOf(text.slice("address at ".length));
  if (text.startsWith("eval at ")) return { file: "<anonymous>", line: null };
  const found = /^(.*[^:\d].*?):(\d{1,9})(?::\d{1,9})?$/.exec(text);
  const file = found?.[1];
  // A path, an address or a file's name: not the time of the day.
  if (found === null || file === undefined || !/[/\\.<:]/.test(file)) return null;
  return { file, line: Number(found[2]) };
}

function nameOf(name: string | undefined): string | null {
  return name === undefined ||
    /^(?:global|eval|module) code$/.test(name) ||
    name === "" ||
    name === "<anonymous>" ||
    name === "?"
    ? null
    : name;
}
