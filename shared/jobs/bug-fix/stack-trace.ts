import { goTrace } from "./traces/go.ts";
import { javaTrace } from "./traces/java.ts";
import { javascriptTrace } from "./traces/javascript.ts";
import { pythonTrace } from "./traces/python.ts";
import { noTrace, type Trace } from "./traces/trace.ts";

const languages = [javaTrace, pythonTrace, goTrace, javascriptTrace];

/** As many as a report takes. */
const longestTrace = 100;
const longestType = 200;
/** Anybody may write these texts: a line as long as this is no call. */
const longestLine = 1000;

/**
 * The error's class and its calls, innermost first, from a stack trace in a text; nothing where there is none. It reads
 * JavaScript, Python, Go and the JVM's languages, also in a quotation; of several languages the one with the most calls.
 */
export function parseTrace(text: string): Trace {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line) => (line.length > longestLine ? "" : line.replace(/^(?:> ?)+/, "")));
  const { errorType, frames } = languages
    .map((language) => language(lines))
    .reduce((best, one) => (one.frames.length > best.frames.length ? one : best), noTrace);
  return { errorType: errorType?.slice(0, longestType) ?? null, frames: frames.slice(0, longestTrace) };
}
