import { dotnetTrace } from "./traces/dotnet.ts";
import { goTrace } from "./traces/go.ts";
import { javaTrace } from "./traces/java.ts";
import { javascriptTrace } from "./traces/javascript.ts";
import { linesOf } from "./traces/lines.ts";
import { withoutPrefixes } from "./traces/log-prefix.ts";
import { otherTraces } from "./traces/other.ts";
import { phpTrace } from "./traces/php.ts";
import { pythonTrace } from "./traces/python.ts";
import { rarerTraces } from "./traces/rarer.ts";
import { rustTrace } from "./traces/rust.ts";
import { shiftedTraces } from "./traces/shifted.ts";
import { swiftTrace } from "./traces/swift.ts";
import { noTrace, type Trace } from "./traces/trace.ts";

const languages = [
  javaTrace,
  pythonTrace,
  goTrace,
  javascriptTrace,
  dotnetTrace,
  phpTrace,
  rustTrace,
  swiftTrace,
  ...otherTraces,
  ...rarerTraces,
  ...shiftedTraces,
];

/** As many as a report takes. */
const longestTrace = 100;
const longestType = 200;
const longestMessage = 500;
/** Anybody may write these texts: a line as long as this is no call. */
const longestLine = 1000;

/**
 * The error and its calls, innermost first, from a stack trace in a text; nothing where there is none. It reads the traces
 * of the common languages, also in a quotation, a log or a line of JSON; of several languages the one with the most calls.
 */
export function parseTrace(text: string): Trace {
  const lines = withoutPrefixes(linesOf(text).map((line) => (line.length > longestLine ? "" : line)));
  const { errorType, errorMessage, frames } = languages
    .map((language) => language(lines))
    .reduce((best, one) => (one.frames.length > best.frames.length ? one : best), noTrace);
  return {
    errorType: errorType?.slice(0, longestType) ?? null,
    errorMessage: errorMessage?.slice(0, longestMessage).toWellFormed() ?? null,
    frames: frames.slice(0, longestTrace),
  };
}
