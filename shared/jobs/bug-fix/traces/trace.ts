import { isInApp } from "../in-app.ts";
import type { Frame } from "../frame.ts";

/** What a stack trace says: the error's class and words, and its calls, innermost first. */
export interface Trace {
  errorType: string | null;
  errorMessage: string | null;
  frames: Frame[];
}

export const noTrace: Trace = { errorType: null, errorMessage: null, frames: [] };

/** A call, judged by where it is. */
export function frameOf(call: Omit<Frame, "inApp">): Frame {
  return { ...call, inApp: isInApp(call) };
}

export function hasOwnCode({ frames }: Pick<Trace, "frames">): boolean {
  return frames.some((frame) => frame.inApp);
}

/** The class's own name: without the package or the names of namespaces that it is in. */
export function simpleName(type: string): string {
  return type.replace(/^.*(?:[.\\]|::)(?=[^.\\:])/, "");
}

/** The module of a function that is written with it: `shop::cart` of `shop::cart::total`. */
export function moduleOf(name: string): string | null {
  const at = name.lastIndexOf("::");
  return at <= 0 ? null : name.slice(0, at);
}
