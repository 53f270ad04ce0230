import type { Frame } from "../frame.ts";
import { traceOfLines } from "./at-lines.ts";
import { frameOf, moduleOf, type Trace } from "./trace.ts";

/** How a language writes one call in a line of its own; the groups are `file`, `line`, and where it has them `name` and `module`. */
const calls: Readonly<Record<string, RegExp>> = {
  // from /srv/shop/app/models/cart.rb:42:in 'Cart#total'
  ruby: /^(?:from )?(?<file>[^\s:][^:]{0,400}\.(?:rb|erb|rake)):(?<line>\d{1,9}):in [`'](?<name>[^']{1,200})'/,
  // (shop 0.1.0) lib/shop/cart.ex:42: Shop.Cart.total/1, or: anonymous fn/2 in Shop.Cart.total/1
  elixir:
    /^(?:\([\w. -]{1,60}\) )?(?<file>[\w./-]{1,300}\.(?:exs?|erl)):(?<line>\d{1,9}): (?:anonymous fn\/\d{1,3} in )?(?<module>[\w.:]{1,200})\.(?<name>(?:[\w?!-]{1,100}|"[^"\n]{1,200}")\/\d{1,3})/,
  // #0      Cart.total (package:shop/cart.dart:42:7)
  dart: /^#\d{1,4} +(?<name>[^\n(]{1,200}) \((?<file>(?:package|dart|file):[^\s():]{1,300}):(?<line>\d{1,9})(?::\d{1,9})?\)$/,
  // package:shop/cart.dart 42:7  Cart.total
  dartOfWeb: /^(?<file>(?:package|dart):[^\s():]{1,300}) (?<line>\d{1,9}):\d{1,9} +(?<name>[^\n]{1,200})$/,
  // #0  0x00007 in Cart::total (this=0x0) at src/cart.cpp:42, or: … in Cart::total() /srv/shop/src/cart.cpp:42:5
  native:
    /^#\d{1,4} +(?:0x[0-9a-f]+ in )?(?<name>[^\n(]{1,300}?) ?(?:\([^\n]{0,300}\))? (?:at )?(?<file>[^\s:()]{1,400}\.(?:c|cc|cpp|cxx|h|hpp|m|mm)):(?<line>\d{1,9})(?::\d{1,9})?$/,
};

/** What stands between two calls of one trace. */
const between = /^<asynchronous suspension>$/;

/** Ruby has the error behind the first call, and its logs have the words in brackets. */
function rubyLines(lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    const [, logged, about] = /^\s*([A-Z][\w:]{0,200}) \((.{1,500})\):$/.exec(line) ?? [];
    if (logged !== undefined) return `${logged}: ${about}`;
    const [, call, words, type] =
      /^(\s*[^\s:][^:]{0,400}\.rb:\d{1,9}:in [`'][^']{1,200}'): (.{0,500}) \(([\w:]{1,200})\)$/.exec(line) ??
      [];
    return call === undefined ? line : [`${type}: ${words}`, call];
  });
}

/** Flutter says in a sentence what was raised, and the words below it. */
function dartLines(lines: readonly string[]): string[] {
  return lines.flatMap((line, index) => {
    const type = /^The following (\w{1,200}) was thrown/.exec(line.trim())?.[1];
    return type === undefined ? line : `${type}: ${lines[index + 1] ?? ""}`;
  });
}

/** The languages whose traces differ by no more than how a call is written. */
export const otherTraces: readonly ((lines: readonly string[]) => Trace)[] = Object.values(calls).map(
  (call) => (lines: readonly string[]) =>
    traceOfLines(
      rubyLines(dartLines(lines)).filter((line) => !between.test(line.trim())),
      (line) => frameIn(call, line),
    ),
);

function frameIn(call: RegExp, line: string): Frame | null {
  const found = call.exec(line)?.groups;
  if (found === undefined) return null;
  const { file = "", line: number, name = null, module } = found;
  return frameOf({
    file,
    line: Number(number),
    function: name,
    module: module ?? (name === null ? null : moduleOf(name)),
  });
}
