import type { Frame } from "../frame.ts";
import { traceOfLines } from "./at-lines.ts";
import { frameOf, type Trace } from "./trace.ts";

/** A trace of the JVM: Java, Kotlin and their relatives. */
export function javaTrace(lines: readonly string[]): Trace {
  return traceOfLines(lines, javaFrame);
}

/** `at com.acme.shop.Cart.total(Cart.java:42)`, with the loader and the module before it or without. */
function javaFrame(line: string): Frame | null {
  const found = /^at (?:[\w.@-]*\/){0,2}([\w$.<>-]+)\.([\w$<>-]+)\(([^()]+)\)(?: ~?\[.*\])?$/.exec(line);
  if (found === null) return null;
  const [, module = "", name = "", place = ""] = found;
  const [file = place, number] = place.split(":", 2);
  return frameOf({
    file,
    line: number === undefined || !/^\d{1,9}$/.test(number) ? null : Number(number),
    function: name,
    module,
  });
}
