import type { Frame } from "../frame.ts";
import { hasOwnCode, noTrace, simpleName, type Trace } from "./trace.ts";

/** Some calls in a row, and the lines above them, down from the calls before. */
interface Section {
  above: string[];
  frames: Frame[];
}

/** What went wrong besides, while things were put away. */
const besides = /^Suppressed:/;
const cause = /^(?:Caused by|\[cause\]|\[errors\]):/;
const introduction = /^(?:Caused by:|\[cause\]:|Exception in thread "[^"]*")\s*/;
const linesAbove = 30;

/**
 * A trace whose calls stand line by line below the error, innermost first. Of a chain of errors it is the one that began
 * it, as far as that one was raised with the application's own code on the stack.
 * @param frameIn the call in a trimmed line; null where there is none.
 */
export function traceOfLines(lines: readonly string[], frameIn: (line: string) => Frame | null): Trace {
  const [first, ...rest] = sections(lines, frameIn).filter(
    ({ above }) => !above.some((line) => besides.test(line)),
  );
  if (first === undefined) return noTrace;
  const broken = rest.findIndex(({ above }) => !above.some((line) => cause.test(line)));
  const chain = [first, ...(broken === -1 ? rest : rest.slice(0, broken))];
  const { above, frames } = chain.findLast(hasOwnCode) ?? chain.at(-1) ?? first;
  return { ...errorIn(above), frames };
}

function sections(lines: readonly string[], frameIn: (line: string) => Frame | null): Section[] {
  const found: Section[] = [];
  let above: string[] = [];
  let current: Section | null = null;
  for (const line of lines.map((one) => one.trim())) {
    const frame = frameIn(line);
    if (frame === null) {
      above.push(line);
      current = null;
      continue;
    }
    if (current === null) {
      current = { above, frames: [] };
      found.push(current);
      above = [];
    }
    current.frames.push(frame);
  }
  return found;
}

/** The error's class: the nearest name above that calls itself an error; else the word right above that is a name. And its words. */
function errorIn(above: readonly string[]): Omit<Trace, "frames"> {
  const near = above
    .slice(-linesAbove)
    .toReversed()
    .map((line) => line.replace(introduction, ""));
  for (const line of near) {
    const found = /(?:^|[\s:(])([\w$.\\]*(?:Error|Exception|Throwable))(?=[:)]|\s*\{?$|\s\[)/.exec(line);
    if (found?.[1] !== undefined)
      return error(simpleName(found[1]), line.slice(found.index + found[0].length));
  }
  const [first = ""] = near;
  const loose = /^(?:Uncaught )?([A-Z][\w$]*(?:\.[\w$]+)*)(?=:|$)/.exec(first);
  return loose?.[1] === undefined
    ? { errorType: null, errorMessage: null }
    : error(simpleName(loose[1]), first.slice(loose[0].length));
}

/** @param rest what stands behind the class in its line. */
function error(errorType: string, rest: string): Omit<Trace, "frames"> {
  const words = rest.replace(/^(?:\s*\[[^\]]*\])?[\s:)]*/, "").replace(/\s*\{$/, "");
  return { errorType, errorMessage: words.trim() || null };
}
