import { thrownBy } from "./thrown-by.ts";

const named = /\.(?:test|spec)\.[cm]?[jt]sx?$/;
const inFolder = /(?:^|\/)__tests__\/(?!.*(?:fixtures?|__snapshots__)\/).*\.[cm]?[jt]sx?$/;
const snapshot = /(?:^|\/)__snapshots__\/|\.snap$/;

/** Test files by the convention that vitest and jest share; their snapshots count as part of them. */
export const isJavaScriptTest = (path: string): boolean =>
  named.test(path) || inFolder.test(path) || snapshot.test(path);

/** Classes of errors that only assertions throw: node's, chai's, jest's, sinon's, unexpected's. */
const assertionClass =
  /^(?:AssertionError|JestAssertionError|AssertError|AssertionFailedError|UnexpectedError)\b/;
const matcher =
  /^(?:Error: )?expect(?:\.\w+)?\(|^assert(?:\.\w+)?\(received|^(?:Error: )?Snapshot .* mismatched/;
/** What supertest, expect.js, should and their like say, which throw plain errors. */
const expectation = /^(?:Error: )?expected .*?(?:\bgot\b|\bto\b|\bbut\b|\bin .*response)/is;
const timeout =
  /^(?:[A-Za-z]*Error: )?(?:Test timed out|Timeout of \d+ms|thrown: "?Exceeded timeout|test timed out)|^TestTimeoutError\b/;

/** An error's own words are read so far. */
const mostWords = 2000;

/**
 * The kind of a failure by its error, as JavaScript prints it with its stack. Neither a class nor words make an assertion of what
 * the project's own code has thrown; of plain errors only a library's that asserts, and the test's own.
 * @param file the test's, as the runner spells it
 * @param said the runner takes it for an assertion
 */
export function kindOf(
  error: string,
  file: string | null = null,
  said = false,
): "assertion" | "error" | "timeout" {
  const words = error.slice(0, mostWords);
  if (timeout.test(words)) return "timeout";
  const by = thrownBy(error, file);
  if (said || assertionClass.test(words) || matcher.test(words)) return by.test ? "assertion" : "error";
  return by.assertion && expectation.test(words.split(/^\s+at /m, 1)[0] ?? "") ? "assertion" : "error";
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

/** The words of a list. */
export const wordsOf = (list: string): string[] => list.trim().split(/\s+/);
