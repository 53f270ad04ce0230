import type { Frame } from "../frame.ts";
import { frameOf, noTrace, type Trace } from "./trace.ts";

/** A panic of Go: the goroutine that it happened in. */
export function goTrace(lines: readonly string[]): Trace {
  const frames: Frame[] = [];
  let error: Omit<Trace, "frames"> | null = null;
  for (const [index, line] of lines.entries()) {
    const text = line.trim();
    if (frames.length > 0 && /^goroutine \d+ /.test(text)) break;
    error ??= panicOf(text);
    const place = /^(\S.*\.(?:go|s)):(\d{1,9})(?: \+0x[0-9a-f]+)?$/.exec(text);
    const call = lines[index - 1]?.trim() ?? "";
    if (place === null || !/\)$|^created by /.test(call)) continue;
    const [, file = "", number] = place;
    frames.push(frameOf({ file, line: Number(number), ...functionOf(call) }));
  }
  return error === null || frames.length === 0 ? { ...noTrace, frames } : { ...error, frames };
}

function panicOf(text: string): Omit<Trace, "frames"> | null {
  const found = /^(?:.*? )?(panic|fatal error)(?: serving \S+)?: (?:(runtime error)(?:: |$))?(.*)$/.exec(
    text,
  );
  const errorType = found?.[2] ?? found?.[1];
  return errorType === undefined
    ? null
    : { errorType, errorMessage: found?.[3]?.replace(/ \[recovered.*$/, "").trim() || null };
}

/** `github.com/acme/shop/cart.(*Cart).Total(0xc000)` is `(*Cart).Total` of the package `github.com/acme/shop/cart`. */
function functionOf(call: string): Pick<Frame, "function" | "module"> {
  const name = call.startsWith("created by ")
    ? call.slice("created by ".length).replace(/ in goroutine \d+$/, "")
    : withoutArguments(call);
  const dot = name.indexOf(".", name.lastIndexOf("/") + 1);
  return dot === -1
    ? { function: name, module: null }
    : { function: name.slice(dot + 1), module: name.slice(0, dot) };
}

/** The name before the last pair of parentheses; one in the name itself stays. */
function withoutArguments(call: string): string {
  let depth = 0;
  for (let at = call.length - 1; at >= 0; at--) {
    if (call[at] === ")") depth++;
    if (call[at] === "(" && --depth === 0) return call.slice(0, at);
  }
  return call;
}
