const named = /\.(?:test|spec)\.[cm]?[jt]sx?$/;
const inFolder = /(?:^|\/)__tests__\/(?!.*(?:fixtures?|__snapshots__)\/).*\.[cm]?[jt]sx?$/;
const snapshot = /(?:^|\/)__snapshots__\/|\.snap$/;

/** Test files by the convention that vitest and jest share; their snapshots count as part of them. */
export const isJavaScriptTest = (path: string): boolean =>
  named.test(path) || inFolder.test(path) || snapshot.test(path);

/** The kind of a failure by the first line of its error, as JavaScript prints it. */
export function kindOf(error: string): "assertion" | "error" | "timeout" {
  if (
    /^(?:[A-Za-z]*Error: )?(?:Test timed out|Timeout of \d+ms|thrown: "?Exceeded timeout|test timed out)/.test(
      error,
    )
  )
    return "timeout";
  if (/^TestTimeoutError\b/.test(error)) return "timeout";
  return /^(?:AssertionError|JestAssertionError)\b|^(?:Error: )?expect(?:\.\w+)?\(|^assert(?:\.\w+)?\(received|^(?:Error: )?Snapshot .* mismatched/.test(
    error,
  )
    ? "assertion"
    : "error";
}

const escapes = new RegExp(`${String.fromCodePoint(27)}\\[[0-9;]*[A-Za-z]`, "g");

/** Text without the colours of a terminal. */
export const withoutColors = (text: string): string => text.replaceAll(escapes, "");

/** Words of a test script without some options and their values; `values`: the options that take the next word as theirs. */
export function withoutOptions(
  words: readonly string[],
  options: readonly string[],
  values: ReadonlySet<string> = new Set(options),
): string[] {
  return pairsOf(words, values).flatMap((pair) =>
    options.some((name) => pair[0] === name || pair[0].startsWith(`${name}=`)) ? [] : pair,
  );
}

/** The options among a test script's words, with their values: what is left are files and patterns of names. */
export function optionsOf(words: readonly string[], values: ReadonlySet<string>): string[] {
  return pairsOf(words, values).flatMap((pair) => (pair[0].startsWith("-") ? pair : []));
}

/** The words that aren't options or their values. */
export function othersOf(words: readonly string[], values: ReadonlySet<string>): string[] {
  return pairsOf(words, values).flatMap((pair) => (pair[0].startsWith("-") ? [] : pair));
}

function pairsOf(words: readonly string[], values: ReadonlySet<string>): [string, ...string[]][] {
  const pairs: [string, ...string[]][] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    const next = words[index + 1];
    if (!values.has(word) || next === undefined || next.startsWith("-")) pairs.push([word]);
    else {
      pairs.push([word, next]);
      index++;
    }
  }
  return pairs;
}
