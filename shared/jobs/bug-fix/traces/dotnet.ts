import type { Frame } from "../frame.ts";
import { traceOfLines } from "./at-lines.ts";
import { frameOf, type Trace } from "./trace.ts";

/** `at Shop.Cart.Total(Line line) in /src/Cart.cs:line 42`; without its symbols a program tells no file. */
const call =
  /^at (?<module>[\w.`+<>[\],|$]{1,300})\.(?<name>[\w.`<>|$]{1,200})(?:\[[^\]]{0,200}\])?\((?<takes>[^()]{0,500})\)(?: in (?<file>[^\n]{1,400}):line (?<line>\d{1,9}))?$/;
/** How parameters are written: a type and a name each. */
const parameters = /^(?:[\w.`+<>[\],&*?]{1,200} [\w@]{1,100}(?:, )?)*$/;
const between = /^--- End of (?:stack trace from previous location|inner exception stack trace)/;
/** The machine that the compiler makes of an asynchronous or a lazy function. */
const machine = /^(?<module>.+)[.+]<(?<name>\w+)>d__\d+$/;

/** A trace of .NET. */
export function dotnetTrace(lines: readonly string[]): Trace {
  const trace = traceOfLines(
    lines.filter((line) => !isRethrown(line)),
    frameIn,
  );
  // Of an error in another only the words of the inner one stand above its calls.
  return { ...trace, errorMessage: trace.errorMessage?.replace(/^-+> /, "") ?? null };
}

const isRethrown = (line: string): boolean => between.test(line.trim()) && !line.includes("inner");

function frameIn(line: string): Frame | null {
  const found = call.exec(line)?.groups;
  if (found === undefined) return null;
  const { module = "", name = "", takes = "", file, line: number } = found;
  if (file === undefined && !parameters.test(takes)) return null;
  const made = name === "MoveNext" ? machine.exec(module)?.groups : undefined;
  const within = made?.["module"] ?? module;
  return frameOf({
    file: file ?? within,
    line: number === undefined ? null : Number(number),
    function: made?.["name"] ?? name,
    module: within,
  });
}
