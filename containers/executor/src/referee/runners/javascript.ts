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

/** Words of a test script that aren't options of the runner's report or of its own way to run. */
export function withoutOptions(words: readonly string[], options: readonly string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    const option = options.find((name) => word === name || word.startsWith(`${name}=`));
    if (option === undefined) kept.push(word);
    else if (word === option && !(words[index + 1] ?? "-").startsWith("-")) index++;
  }
  return kept;
}
