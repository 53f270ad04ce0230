import { traceOfLines } from "./at-lines.ts";
import { frameOf, moduleOf, type Trace } from "./trace.ts";

/** `at ./src/cart.rs:42:5`, below the name of the call. */
const place = /^at (?<file>[^\s:][^:]{0,400}\.rs):(?<line>\d{1,9})(?::\d{1,9})?$/;
const named = new RegExp(`${place.source.slice(0, -1)} (?<name>.+)$`);
const call = /^\d{1,4}: +(?:0x[0-9a-f]+ - )?(?<name>[^\n]{1,300}?)(?:::h[0-9a-f]{16})?$/;
const panic =
  /\bpanicked at (?:'(?<words>.*)', )?(?<file>[^\s:'][^:']{0,400}\.rs):(?<line>\d{1,9}):\d{1,9}:?$/;

/** A panic of Rust, with the calls on its stack; where it was not told to show them, with the place that it names. */
export function rustTrace(lines: readonly string[]): Trace {
  const joined = lines.flatMap((line, index) => {
    const name = call.exec((lines[index - 1] ?? "").trim())?.groups?.["name"];
    if (call.test(line.trim())) return [];
    return place.test(line.trim()) ? `${line.trim()} ${name ?? "?"}` : line;
  });
  const { errorMessage, ...trace } = traceOfLines(joined, frameIn);
  const at = lines.findIndex((line) => /\bpanicked at /.test(line));
  if (at === -1) return { ...trace, errorMessage };
  const said = lines[at]?.trim() ?? "";
  const found = panic.exec(said)?.groups;
  const words = found?.["words"] ?? /panicked at '(.*)'/.exec(said)?.[1] ?? lines[at + 1]?.trim() ?? null;
  const bare = found === undefined ? [] : [frameAt(found["file"] ?? "", found["line"], null)];
  const frames = trace.frames.length > 0 ? trace.frames : bare;
  return { errorType: "panic", errorMessage: words || null, frames };
}

function frameIn(line: string) {
  const found = named.exec(line)?.groups;
  if (found === undefined) return null;
  const { file = "", line: number, name } = found;
  return frameAt(file, number, name === undefined || name === "?" ? null : name);
}

function frameAt(file: string, line: string | undefined, name: string | null) {
  return frameOf({ file, line: Number(line), function: name, module: name === null ? null : moduleOf(name) });
}
