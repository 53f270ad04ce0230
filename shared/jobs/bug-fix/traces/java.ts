import type { Frame } from "../frame.ts";
import { traceOfLines } from "./at-lines.ts";
import { frameOf, type Trace } from "./trace.ts";

/** Calls that stand in the trace of the cause as well. */
const left = /^\.\.\. \d+ (?:more|common frames omitted)$/;

/** A trace of the JVM: Java, Kotlin and their relatives. */
export function javaTrace(lines: readonly string[]): Trace {
  return traceOfLines(
    lines.filter((line) => !left.test(line.trim())),
    javaFrame,
  );
}

/** A file with its line or without, or what stands there for none: the parameters of another language are no place. */
const placed = /^(?:[^\s:]+\.\w+|SourceFile|Native Method|Unknown Source|<\w+>)(?::-?\d+)?$/;

/** `at com.acme.shop.Cart.total(Cart.java:42)`, with the loader and the module before it or without. */
function javaFrame(line: string): Frame | null {
  const found =
    /^at (?:[\w.@-]*\/){0,2}([\w$.<>-]+(?:\/0x[0-9a-f]+)?)\.([\w$<>-]+)\(([^()]+)\)(?: ~?\[.*\])?$/.exec(
      line,
    );
  if (found === null || !placed.test(found[3] ?? "")) return null;
  const [, module = "", name = "", place = ""] = found;
  const [file = place, number] = place.split(":", 2);
  return frameOf({
    file,
    line: number === undefined || !/^\d{1,9}$/.test(number) ? null : Number(number),
    function: name,
    module,
  });
}
