import type { Frame } from "../frame.ts";
import { frameOf, moduleOf, noTrace, simpleName, type Trace } from "./trace.ts";

/** How a language tells of an error that others don't tell of so. */
interface Language {
  /** One call, innermost first; the groups are `file`, `line`, and where it has them `name` and `module`. */
  call: RegExp;
  /** The error in a line above the calls; the groups are `words`, and where it has one `type`. */
  error: RegExp;
  /** Calls stand outermost first. */
  reversed?: true;
}

const languages: Readonly<Record<string, Language>> = {
  // cart.lua:42: in method 'total' (in local 'cart')
  lua: {
    call: /^(?<file>[^\s:]{1,400}\.lua):(?<line>\d{1,9}): in (?:(?:function|method|upvalue|local|field|global) (?:'(?<name>[^']{1,200})'|<[^>]{1,400}>)|main chunk|function \?)/,
    error: /^(?:[\w./-]{1,60}: )?[^\s:]{1,400}\.lua:\d{1,9}: (?!in )(?<words>.{1,500})$/,
  },
  // /srv/src/cart.zig:42:15: 0x1 in total (shop)
  zig: {
    call: /^(?<file>[^\s:]{1,400}\.zig):(?<line>\d{1,9}):\d{1,9}: 0x[0-9a-f]{1,16} in (?<name>\S{1,200}) \(/,
    error: /^thread \d{1,12} (?<type>panic): (?<words>.{1,500})$/,
  },
  // in function  cart:total/1 (src/cart.erl, line 42)
  erlang: {
    call: /^(?:in (?:function|call from) +)?(?<module>[a-z]\w{0,100}):(?<name>\w{1,100}\/\d{1,3}) \((?<file>[^\s(),]{1,400}\.erl), line (?<line>\d{1,9})\)/,
    error: /^\*\* exception (?<type>error|exit|throw): (?<words>.{1,500})$/,
  },
  // {cart,total,1,[{file,"src/cart.erl"},{line,42}]}
  erlangTerms: {
    call: /\{(?<module>[a-z]\w{0,100}),(?<name>\w{1,100}),(?:\d{1,3}|\[[^\]]{0,300}\]), ?\[\{file, ?"(?<file>[^"]{1,400}\.erl)"\}, ?\{line, ?(?<line>\d{1,9})\}\]\}/,
    error:
      /(?:crashed with reason|exit with reason|exited with reason|raised exception) (?<words>.{1,300}?)(?: in \w|$)/,
  },
  // total(cart::Cart) @ Shop /srv/src/cart.jl:42, which Julia breaks in two
  julia: {
    call: /^\[\d{1,4}\] (?<name>[^\s(@]{1,200})(?:\(.{0,500}\))? ?@ (?:(?<module>[A-Z]\w{0,100}) )?(?<file>[^\s:]{1,400}\.jl):(?<line>\d{1,9})/,
    error: /^ERROR: (?:LoadError: )?(?<type>\w{1,200}(?:Error|Exception)): (?<words>.{1,500})$/,
  },
  // at 0   Shop   0x1  kfun:com.acme.Cart#total(){} + 42 (/srv/Cart.kt:42:9)
  kotlinNative: {
    call: /^at \d{1,4} +\S{1,100} +0x[0-9a-f]{1,16} +kfun:(?<module>[\w.]{1,200})[#.](?<name>[\w<>-]{1,100})\(.{0,300} \((?<file>[^():]{1,400}\.kt):(?<line>\d{1,9}):\d{1,9}\)$/,
    error: /^Uncaught Kotlin exception: (?<type>[\w.]{1,200})(?:: (?<words>.{1,500}))?$/,
  },
  // tests/test_cart.py:12: AssertionError, or: src/cart.py:42: in total
  pytest: {
    call: /^(?<file>[^\s:]{1,400}\.py):(?<line>\d{1,9}):(?: in (?<name>\S{1,200})| \w{1,100}(?:Error|Exception|Exit))?$/,
    error: /^E {2,20}(?:(?<type>[\w.]{1,200}(?:Error|Exception|Warning)): )?(?<words>.{1,500})$/,
    reversed: true,
  },
};

/** Traces of languages that are met rarely. */
export const rarerTraces: readonly ((lines: readonly string[]) => Trace)[] = Object.values(languages).map(
  (language) => (lines) => traceIn(language, whole(lines)),
);

function traceIn({ call, error, reversed }: Language, lines: readonly string[]): Trace {
  const frames: Frame[] = [];
  let raised: Record<string, string> | undefined;
  for (const line of lines.flatMap((one) => one.split(/(?<=\]\}),/))) {
    const found = call.exec(line)?.groups;
    if (found !== undefined) frames.push(frameIn(found));
    raised ??= error.exec(line)?.groups;
  }
  if (frames.length === 0) return noTrace;
  return {
    errorType: raised?.["type"] === undefined ? null : simpleName(raised["type"]),
    errorMessage: raised?.["words"]?.trim() || null,
    frames: reversed ? frames.toReversed() : frames,
  };
}

/** Lines in one again that Julia breaks in two. */
function whole(lines: readonly string[]): string[] {
  return lines.flatMap((line, index) => {
    const text = line.trim();
    const next = lines[index + 1]?.trim() ?? "";
    if (text.startsWith("@ ")) return [];
    return next.startsWith("@ ") && /^\[\d{1,4}\] /.test(text) ? `${text} ${next}` : text;
  });
}

function frameIn({ file = "", line, name, module }: Record<string, string | undefined>): Frame {
  return frameOf({
    file,
    line: Number(line),
    function: name ?? null,
    module: module ?? (name === undefined ? null : moduleOf(name)),
  });
}
