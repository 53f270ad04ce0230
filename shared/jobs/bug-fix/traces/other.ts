import type { Frame } from "../frame.ts";
import { traceOfLines } from "./at-lines.ts";
import { frameOf, moduleOf, type Trace } from "./trace.ts";

/** How a language writes one call in a line of its own; the groups are `file`, `line`, and where it has them `name` and `module`. */
const calls: Readonly<Record<string, RegExp>> = {
  // at Shop.Cart.Total(Line line) in /src/Cart.cs:line 42
  dotnet:
    /^at (?<module>[\w.`+<>[\],]{1,300})\.(?<name>[\w.`<>|]{1,200})\([^()]*\) in (?<file>[^\n]{1,400}):line (?<line>\d{1,9})$/,
  // #0 /var/www/html/src/Cart.php(42): Shop\Cart->total(Array)
  php: /^#\d{1,4} (?<file>[^\s()][^()]{0,400}\.\w{1,6})\((?<line>\d{1,9})\): (?<name>[^\n(]{1,200})\(/,
  // from /srv/shop/app/models/cart.rb:42:in 'Cart#total'
  ruby: /^(?:from )?(?<file>[^\s:][^:]{0,400}\.(?:rb|erb|rake)):(?<line>\d{1,9}):in [`'](?<name>[^']{1,200})'/,
  // (shop 0.1.0) lib/shop/cart.ex:42: Shop.Cart.total/1
  elixir:
    /^(?:\([\w. -]{1,60}\) )?(?<file>[\w./-]{1,300}\.(?:exs?|erl)):(?<line>\d{1,9}): (?<module>[\w.:]{1,200})\.(?<name>[\w?!"-]{1,100}\/\d{1,3})/,
  // #0      Cart.total (package:shop/cart.dart:42:7)
  dart: /^#\d{1,4} +(?<name>[^\n(]{1,200}) \((?<file>(?:package|dart|file):[^\s():]{1,300}):(?<line>\d{1,9})(?::\d{1,9})?\)$/,
};

/** `at ./src/cart.rs:42:5`, below the name of the call. */
const rustPlace = /^at (?<file>[^\s:][^:]{0,400}\.rs):(?<line>\d{1,9})(?::\d{1,9})?$/;
const rustName = /^\d{1,4}: +(?:0x[0-9a-f]+ - )?(?<name>[^\n]{1,300}?)(?:::h[0-9a-f]{16})?$/;

/** Ruby has the error behind the first call. */
function rubyLines(lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    const [, call, words, type] =
      /^(\s*[^\s:][^:]{0,400}\.rb:\d{1,9}:in [`'][^']{1,200}'): (.{0,500}) \(([\w:]{1,200})\)$/.exec(line) ??
      [];
    return call === undefined ? line : [`${type}: ${words}`, call];
  });
}

/** The languages whose traces differ by no more than how a call is written. */
export const otherTraces: readonly ((lines: readonly string[]) => Trace)[] = [
  ...Object.values(calls).map(
    (call) => (lines: readonly string[]) => traceOfLines(rubyLines(lines), (line) => frameIn(call, line)),
  ),
  rustTrace,
];

function rustTrace(lines: readonly string[]): Trace {
  const joined = lines.flatMap((line, index) => {
    const name = rustName.exec((lines[index - 1] ?? "").trim())?.groups?.["name"];
    if (rustName.test(line.trim())) return [];
    return rustPlace.test(line.trim()) ? `${line.trim()} ${name ?? "?"}` : line;
  });
  const named = new RegExp(`${rustPlace.source.slice(0, -1)} (?<name>.+)$`);
  const { errorMessage, ...trace } = traceOfLines(joined, (line) => frameIn(named, line));
  const panic = lines.findIndex((line) => /\bpanicked at /.test(line));
  if (panic === -1) return { ...trace, errorMessage };
  const words = /panicked at '(.*)'/.exec(lines[panic] ?? "")?.[1] ?? lines[panic + 1]?.trim() ?? null;
  return { ...trace, errorType: "panic", errorMessage: words };
}

function frameIn(call: RegExp, line: string): Frame | null {
  const found = call.exec(line)?.groups;
  if (found === undefined) return null;
  const { file = "", line: number, name = null, module } = found;
  return frameOf({
    file,
    line: Number(number),
    function: name === "?" ? null : name,
    module: module ?? (name === null ? null : moduleOf(name.replace(/->.*$/, "::"))),
  });
}
