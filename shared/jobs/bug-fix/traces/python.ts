import type { Frame } from "../frame.ts";
import { frameOf, hasOwnCode, noTrace, simpleName, type Trace } from "./trace.ts";

interface Traceback extends Trace {
  /** Whether the traceback above it was its direct cause. */
  caused: boolean;
  /** Whether it is one of a group's. */
  grouped: boolean;
}

const header = /^(?:Exception Group )?Traceback \(most recent call last\):/;
/** Where the errors of a group begin, each. */
const partOfGroup = /^\+(?:-\+)?-{1,80} \d{1,4} -{1,80}$/;
const directCause = /^The above exception was the direct cause of the following exception:/;
const namesAnError = /(?:Error|Exception|Warning|Exit|Interrupt|Iteration)$/;

/**
 * Python's traceback. Of a chain it is the one that was the direct cause of the others, else the last; of a group of errors
 * the first with code of ours.
 */
export function pythonTrace(lines: readonly string[]): Trace {
  const all = tracebacks(lines);
  let chosen = all.length - 1;
  while (chosen > 0 && all[chosen]?.caused) chosen--;
  const grouped = all.find((one) => one.grouped && hasOwnCode(one));
  const { errorType, errorMessage, frames } =
    grouped ?? all.slice(chosen).find(hasOwnCode) ?? all[chosen] ?? noTrace;
  return { errorType, errorMessage, frames };
}

function tracebacks(lines: readonly string[]): Traceback[] {
  const found: Traceback[] = [];
  let caused = false;
  let depth = 0;
  let grouped = false;
  for (const line of lines) {
    const text = line.trim();
    const frame = pythonFrame(text);
    if (directCause.test(text)) caused = true;
    else if (partOfGroup.test(text)) grouped = true;
    else if (header.test(text)) {
      found.push({ ...noTrace, frames: [], caused, grouped });
      caused = false;
    } else if (frame !== null) {
      if (found.length === 0) found.push({ ...noTrace, frames: [], caused: false, grouped });
      // Outermost first in the text.
      found.at(-1)?.frames.unshift(frame);
      depth = indent(line);
    } else {
      const last = found.at(-1);
      if (last?.errorType === null && last.frames.length > 0)
        Object.assign(last, errorOf(text, indent(line) < depth));
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
function errorOf(text: string, outdented: boolean): Partial<Trace> {
  const [, type, words] = /^([A-Za-z_][\w.]*)(?::\s*(.*)|$)/.exec(text) ?? [];
  return type !== undefined && (outdented || namesAnError.test(type))
    ? { errorType: simpleName(type), errorMessage: words || null }
    : {};
}

function indent(line: string): number {
  return line.length - line.trimStart().length;
}
