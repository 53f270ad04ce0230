import { cut } from "../platform/cut.ts";

const mostLines = 10;
const longestLine = 300;

/** Foreign code writes messages: what is looked through is bounded. */
const mostRead = 20_000;
const longestRead = 1000;

const bounded = (text: string): string =>
  text
    .slice(0, mostRead)
    .split("\n")
    .map((line) => line.slice(0, longestRead))
    .join("\n");

/** A failure as everybody hears of it: ten lines at most, none of them long. All of it is with the evidence. */
export function inTenLines(words: string): string {
  const lines = words
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "");
  const told = lines.length > mostLines ? lines.slice(0, mostLines - 1) : lines;
  return [
    ...told.map((line) => cut(line, longestLine)),
    ...(lines.length > mostLines ? [`and ${lines.length - told.length} more lines`] : []),
  ].join("\n");
}

/** A test that failed, as its runner's report has it. */
export interface FailedTest {
  /** Its name, as it is told everywhere. */
  id: string;
  /** The file that it is in, from the repository's root; null: nobody says. */
  file: string | null;
  /** The error with its stack. */
  message: string;
}

/** Which test, where, and what it expected and got, or else its error's words: in one line. */
export function failedTestLine({ id, file, message }: FailedTest): string {
  const place = placeIn(message, file);
  const words = failureWords(message);
  const where = place === null || words.includes(place) ? "" : ` (${place})`;
  return cut(`${id}${where}: ${words}`, 2 * longestLine);
}

/** What a test expected and got, with its error's words where they say more. */
export function failureWords(whole: string): string {
  const message = bounded(whole);
  const thrown = unwanted.exec(message)?.[1];
  const words = headline(message);
  if (thrown !== undefined) return cut(`${words.replace(/\.$/, "")}: ${thrown}`, longestLine);
  const values = expectedAndGot(message);
  if (values === null) return cut(words, longestLine);
  return cut(sayNothing.test(words) ? values : `${words.replace(/[:.]$/, "")}: ${values}`, longestLine);
}

/** Words of assertion libraries that stand before the values and say no more than they do. */
const sayNothing =
  /\bexpect\(.*\)\.|^assert\.\w+\(received|^(?:[\w.]*Error(?: \[\w+\])?: )?(?:Expected values to be|expected .+ to |Expected$)|^$|assert(?:ion)? .*(?:==|failed)/;

/** Pairs of lines that say what was expected and what came, as libraries write them. */
const pairs = [
  [/^.+ !== (.+)$/m, /^(.+) !== .+$/m],
  [/^Expected value [^\n]*:\n\s+(.+)$/m, /^Received:\n\s+(.+)$/m],
  [/^[E\s]*Expected(?: \w+)*: +(.+)$/m, /^[E\s]*Received(?: \w+)*: +(.+)$/m],
  [/^\s*expected ?: +(.+?),?$/m, /^\s*(?:actual|got|received) *: +(.+?),?$/m],
] as const;

function expectedAndGot(message: string): string | null {
  for (const [wanted, came] of pairs) {
    const [expected, got] = [wanted.exec(message)?.[1]?.trim(), came.exec(message)?.[1]?.trim()];
    if (isValue(expected) && isValue(got)) return `expected ${cut(expected, 120)}, got ${cut(got, 120)}`;
  }
  const [left, right] = [/^\s*left: (.+)$/m.exec(message)?.[1], /^\s*right: (.+)$/m.exec(message)?.[1]];
  if (isValue(left) && isValue(right)) return `left ${cut(left, 120)}, right ${cut(right, 120)}`;
  return inDiff(message);
}

/** A value that begins here and ends some lines below is none for a line. */
const isValue = (text: string | undefined): text is string => text !== undefined && !/^$|^[[{(]$/.test(text);

/** The first difference in a diff of what was expected (−) and what came (+). */
function inDiff(message: string): string | null {
  const from = /^.*(?:\+ actual - expected|- Expected\b).*$/m.exec(message);
  if (from === null) return null;
  const diff = message.slice(from.index + from[0].length);
  const expected = /^\s*- +(?!Expected)(.+?),?$/m.exec(diff)?.[1];
  const got = /^\s*\+ +(?!Received)(.+?),?$/m.exec(diff)?.[1];
  if (!isValue(expected) || !isValue(got)) return null;
  return `expected ${cut(expected, 120)}, got ${cut(got, 120)}`;
}

/** What an error said that wasn't to be thrown, as node and jest tell it. */
const unwanted = /^(?:Actual message|Error message): +(?:"|&quot;)?(.+?)(?:"|&quot;)?$/m;

/** Lines that stand before an error's own words: headings of runners, and where a stack of Python's begins. */
const beforeWords =
  /^(?:=== |--- |# |●|thread '.*panicked at|collection failure$|Traceback \(|File "|Test suite failed to run|\^+$)/;

/** The error's own words, on one line. */
function headline(message: string): string {
  const lines = message.split("\n").map((line) => line.trim());
  // Python says it last, beneath the way that led there.
  const python = /^(?:E +)?((?:[\w.]*(?:Error|Exception)|Failed|Timeout)\b(?::.*)?)$/m;
  if (/^Traceback \(|^collection failure$/m.test(message)) {
    const said = python.exec(message)?.[1];
    if (said !== undefined) return said;
  }
  const first = lines.find((line) => line !== "" && !beforeWords.test(line)) ?? "";
  return first.replace(/^[\w./-]+\.\w+:\d+(?::\d+)?: /, "");
}

const places = [
  /((?:file:\/\/)?[^\s()"'`:<>|,]*[^\s()"'`:<>|,/]\.[A-Za-z]{1,5}):(\d+)(?::\d+)?/g,
  /File "([^"]+)", line (\d+)/g,
  /([^\s()"'`:<>|,]+\.[A-Za-z]{1,5})\((\d+),\d+\)/g,
] as const;

/** Not of the project: what the machine, a runner or a package has brought. */
const notOurs = /(?:^|\/)(?:node_modules|site-packages|internal)\/|^node:|^\/(?:usr|lib|opt)\//;

/**
 * Where an error was met: "test/cart.test.js:9". Of several places the first in the given file, else the first in the project's own.
 * Null: its words name none.
 */
export function placeIn(text: string, file: string | null = null): string | null {
  const found = places
    .flatMap((form) => [...bounded(text).matchAll(form)])
    .toSorted((a, b) => a.index - b.index)
    .map(([, path = "", line = ""]) => ({ path: path.replace(/^file:\/\//, ""), line }));
  const inFile = file === null ? undefined : found.find(({ path }) => isSame(path, file));
  if (inFile !== undefined) return `${file}:${inFile.line}`;
  const own = found.find(({ path }) => !notOurs.test(path));
  return own === undefined ? null : `${own.path.replace(/^.*?\/tree\//, "")}:${own.line}`;
}

const isSame = (path: string, file: string): boolean =>
  path === file || path.endsWith(`/${file}`) || file.endsWith(`/${path}`);
