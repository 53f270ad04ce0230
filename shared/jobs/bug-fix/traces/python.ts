import type { Frame } from "../frame.ts";
import { frameOf, hasOwnCode, noTrace, simpleName, type Trace } from "./trace.ts";

interface Traceback extends Trace {
  /** Whether the traceback above it was its direct cause. */
  caused: boolean;
}

const header = /^Traceback \(most recent call last\):/;
const directCause = /^The above exception was the direct cause of the following exception:/;
const namesAnError = /(?:Error|Exception|Warning|Exit|Interrupt|Iteration)$/;

/** Python's traceback. Of a chain it is the one that was the direct cause of the others, else the last. */
export function pythonTrace(lines: readonly string[]): Trace {
  const all = tracebacks(lines);
  let chosen = all.length - 1;
  while (chosen > 0 && all[chosen]?.caused) chosen--;
  const { errorType, frames } = all.slice(chosen).find(hasOwnCode) ?? all[chosen] ?? noTrace;
  return { errorType, frames };
}

function tracebacks(lines: readonly string[]): Traceback[] {
  const found: Traceback[] = [];
  let caused = false;
  let depth = 0;
  for (const line of lines) {
    const text = line.trim();
    const frame = pythonFrame(text);
    if (directCause.test(text)) caused = true;
    else if (header.test(text)) {
      found.push({ errorType: null, frames: [], caused });
      caused = false;
    } else if (frame !== null) {
      if (found.length === 0) found.push({ errorType: null, frames: [], caused: false });
      // Outermost first in the text.
      found.at(-1)?.frames.unshift(frame);
      depth = indent(line);
    } else {
      const last = found.at(-1);
      if (last?.errorType === null && last.frames.length > 0)
        last.errorType = errorTypeOf(text, indent(line) < depth);
    }
  }
  return found.filter(({ frames }) => frames.length > 0);
}

/** `File "/srv/calendar/rules.py", line 42, in next_date`. */
function pythonFrame(text: string): Frame | null {
  const found = /^File "([^"]+)", line (\d{1,9})(?:, in (.+))?$/.exec(text);
  if (found === null) return null;
  const [, file = "", number, name] = found;
  return frameOf({ file, line: Number(number), function: name ?? null, module: null });
}

/** The line below the calls that stands further left; where the indents are lost, one that calls itself an error. */
function errorTypeOf(text: string, outdented: boolean): string | null {
  const type = /^([A-Za-z_][\w.]*)(?::|$)/.exec(text)?.[1];
  return type !== undefined && (outdented || namesAnError.test(type)) ? simpleName(type) : null;
}

function indent(line: string): number {
  return line.length - line.trimStart().length;
}
