import { cut } from "../../../../platform/cut.ts";
import { redact, redactMembers } from "../../../../platform/redact.ts";
import type { SentryEvent, SentryException, SentryFrame } from "../../../../integrations/sentry/event.ts";
import { type Frame, mostFrames } from "../../frame.ts";
import { isInApp } from "../../in-app.ts";
import { hasOwnCode, moduleOf, type Trace } from "../../traces/trace.ts";

/** So many calls of ours say with which code and which values they ran. */
const toldOf = 5;
const longestSource = 300;
const longestValue = 80;
const longestVariables = 600;

/**
 * The error of an event. Of a chain of exceptions, causes first, the first with code of ours counts: there it began. Else
 * the one that was raised, or the calls that stand for none.
 */
export function traceOf({ errors, frames: loose }: Pick<SentryEvent, "errors" | "frames">): Trace {
  const all = errors.map(traceOfException);
  const { errorType = null, errorMessage = null, frames = [] } = all.find(hasOwnCode) ?? all.at(-1) ?? {};
  const calls = frames.length === 0 && !all.some((one) => one.frames.length > 0) ? framesOf(loose) : frames;
  return { errorType: errorType === null ? null : cut(errorType, 200), errorMessage, frames: calls };
}

function traceOfException({ type, value, frames }: SentryException): Trace {
  return { errorType: type, errorMessage: value === null ? null : cut(value, 500), frames: framesOf(frames) };
}

function framesOf(frames: readonly SentryFrame[]): Frame[] {
  let told = 0;
  return frames.slice(0, mostFrames).map((frame) => {
    const call = frameOf(frame);
    return call.inApp && told++ < toldOf ? { ...call, ...circumstances(frame) } : call;
  });
}

function frameOf({ file, line, function: name, module: named, inApp }: SentryFrame): Frame {
  const module = named ?? (name === null ? null : moduleOf(name));
  return { file, line, function: name, module, inApp: inApp ?? isInApp({ file, module }) };
}

/** The code that ran, and with which values: they may be anybody's. */
function circumstances({ source, variables }: SentryFrame): Pick<Frame, "source" | "variables"> {
  const code = source?.trim();
  const values = Object.entries(redactMembers(variables ?? {}))
    .map(
      ([name, value]) =>
        `${name} = ${cut(typeof value === "string" ? value : JSON.stringify(value), longestValue)}`,
    )
    .join(", ");
  return {
    ...(code ? { source: cut(redact(code), longestSource) } : {}),
    ...(values === "" ? {} : { variables: cut(values, longestVariables) }),
  };
}
