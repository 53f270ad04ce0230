import type { Frame } from "../frame.ts";
import { frameOf, moduleOf, noTrace, simpleName, type Trace } from "./trace.ts";

/** A language whose lines name what was called, and where it was called: a place's own function stands in the line below. */
interface Shifted {
  /** Where it was raised, and the words; the groups are `file`, `line` and `words`. */
  raised: RegExp;
  /** The groups are `name`, `file` and `line`. */
  call: RegExp;
}

const languages: Readonly<Record<string, Shifted>> = {
  // No price at lib/Shop/Cart.pm line 42. / Shop::Cart::total(1) called at lib/Shop/App.pm line 10
  perl: {
    raised:
      /^(?<words>.{0,500}?) at (?<file>[^\s()]{1,400}\.(?:pl|pm|t|cgi|psgi)) line (?<line>\d{1,9})(?:, <\w+> line \d+)?\.?$/,
    call: /^(?:(?<name>[\w:]{1,200})\(.{0,600}\)|eval \{\.\.\.\}) called at (?<file>\S{1,400}) line (?<line>\d{1,9})\.?$/,
  },
  // error, called at src/Cart.hs:42:5 in main:Shop.Cart / total, called at src/Main.hs:10:3 in main:Main
  haskell: {
    raised:
      /^(?<words>error|undefined|head|fromJust|assert|throw\w*|errorWithoutStackTrace), called at (?<file>[^\s:]{1,400}\.l?hs):(?<line>\d{1,9}):\d{1,9} in \S{1,200}$/,
    call: /^(?<name>[\w.'$]{1,200}), called at (?<file>[^\s:]{1,400}\.l?hs):(?<line>\d{1,9}):\d{1,9} in \S{1,200}$/,
  },
};

/** Traces of Perl and Haskell. */
export const shiftedTraces: readonly ((lines: readonly string[]) => Trace)[] = Object.entries(languages).map(
  ([language, { raised, call }]) =>
    (lines) => {
      const text = lines.map((line) => line.trim());
      const start = text.findIndex(
        (line) => raised.test(line) && !/ called at /.test(line.replace(/^\w+, /, "")),
      );
      const at = raised.exec(text[start] ?? "")?.groups;
      if (at === undefined) return noTrace;
      const frames: Frame[] = [];
      let within: Record<string, string> = at;
      for (const line of text.slice(start + 1)) {
        const found = call.exec(line)?.groups;
        if (found === undefined) break;
        frames.push(placed(within, found["name"] ?? null));
        within = found;
      }
      frames.push(placed(within, null));
      // Haskell's words stand above what it says of its calls.
      const words =
        language === "haskell"
          ? text.slice(0, start).findLast((line) => line !== "" && !line.startsWith("CallStack "))
          : at["words"];
      return { errorType: null, errorMessage: words?.replace(/^[\w.-]{1,60}: /, "") || null, frames };
    },
);

function placed({ file = "", line }: Record<string, string>, name: string | null): Frame {
  return frameOf({
    file,
    line: Number(line),
    function: name === null ? null : simpleName(name),
    module: name === null ? null : moduleOf(name),
  });
}
