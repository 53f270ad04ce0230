import type { Frame } from "../frame.ts";
import { hasOwnCode, noTrace, simpleName, type Trace } from "./trace.ts";

/** Some calls in a row, and the lines above them, down from the calls before. */
interface Section {
  above: string[];
  frames: Frame[];
}

const cause = /^(?:Caused by|\[cause\]):/;
const introduction = /^(?:Caused by:|\[cause\]:|Exception in thread "[^"]*")\s*/;
const linesAbove = 30;

/**
 * A trace whose calls stand line by line below the error, innermost first. Of a chain of errors it is the one that began
 * it, as far as that one was raised with the application's own code on the stack.
 * @param frameIn the call in a trimmed line; null where there is none.
 */
export function traceOfLines(lines: readonly string[], frameIn: (line: string) => Frame | null): Trace {
  const [first, ...rest] = sections(lines, frameIn);
  if (first === undefined) return noTrace;
  const broken = rest.findIndex(({ above }) => !above.some((line) => cause.test(line)));
  const chain = [first, ...(broken === -1 ? rest : rest.slice(0, broken))];
  const { above, frames } = chain.findLast(hasOwnCode) ?? chain.at(-1) ?? first;
  return { errorType: errorTypeIn(above), frames };
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

/** The error's class: the nearest name above that calls itself an error; else the word right above that is a name. */
function errorTypeIn(above: readonly string[]): string | null {
  const near = above
    .slice(-linesAbove)
    .toReversed()
    .map((line) => line.replace(introduction, ""));
  for (const line of near) {
    const named = /(?:^|[\s:])([\w$.]*(?:Error|Exception|Throwable))(?=:|\s*\{?$|\s\[)/.exec(line)?.[1];
    if (named !== undefined) return simpleName(named);
  }
  const loose = /^(?:Uncaught )?([A-Z][\w$]*(?:\.[\w$]+)*)(?=:|$)/.exec(near[0] ?? "")?.[1];
  return loose === undefined ? null : simpleName(loose);
}
