import type { Frame } from "../frame.ts";
import { frameOf, noTrace, type Trace } from "./trace.ts";

/** A call as errors that keep their stack write it: `github.com/acme/shop/cart.(*Cart).Total`. */
const bareCall = /^(?:[\w.~-]{1,100}\/){0,20}[\w.-]{1,100}\.[\w.*()[\]]{1,200}$/;

/** A panic of Go: the goroutine that it happened in. */
export function goTrace(lines: readonly string[]): Trace {
  const frames: Frame[] = [];
  let above: string | null = null;
  let error: Omit<Trace, "frames"> | null = null;
  for (const [index, line] of lines.entries()) {
    const text = line.trim();
    if (frames.length > 0 && /^goroutine \d+ /.test(text)) break;
    error ??= panicOf(text);
    const place = /^(\S.*\.(?:go|s)):(\d{1,9})(?: \+0x[0-9a-f]+)?$/.exec(text);
    const call = lines[index - 1]?.trim() ?? "";
    if (place === null || !(/\)$|^created by /.test(call) || bareCall.test(call))) continue;
    const [, file = "", number] = place;
    if (frames.length === 0) above = lines[index - 2]?.trim() ?? null;
    frames.push(frameOf({ file, line: Number(number), ...functionOf(call) }));
  }
  if (frames.length === 0) return noTrace;
  return error === null ? { errorType: null, errorMessage: wordsIn(above), frames } : { ...error, frames };
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

/** The words that stand above the calls that an error has kept. */
function wordsIn(line: string | null): string | null {
  return line === null || /^goroutine \d+ /.test(line) ? null : line || null;
}

/** The name before the last pair of parentheses; one in the name itself stays. */
function withoutArguments(call: string): string {
  if (!call.endsWith(")")) return call;
  let depth = 0;
  for (let at = call.length - 1; at >= 0; at--) {
    if (call[at] === ")") depth++;
    if (call[at] === "(" && --depth === 0) return call.slice(0, at);
  }
  return call;
}
