import { isInApp } from "../in-app.ts";
import type { Frame } from "../frame.ts";

/** What a stack trace says: the error's class, and its calls, innermost first. */
export interface Trace {
  errorType: string | null;
  frames: Frame[];
}

export const noTrace: Trace = { errorType: null, frames: [] };

/** A call, judged by where it is. */
export function frameOf(call: Omit<Frame, "inApp">): Frame {
  return { ...call, inApp: isInApp(call) };
}

export function hasOwnCode({ frames }: Pick<Trace, "frames">): boolean {
  return frames.some((frame) => frame.inApp);
}

/** The class's own name: without the package that it is in. */
export function simpleName(type: string): string {
  return type.slice(type.lastIndexOf(".") + 1);
}
