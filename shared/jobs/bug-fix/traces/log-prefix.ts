const timestamp = String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z| ?[+-]\d\d:?\d\d)?`;
const thread = String.raw`\[[\w .#:-]{1,60}\] ?`;
const partOfTrace = String.raw`(?=\s*(?:${thread})?(?:at |File "|Caused by: |Traceback \())`;

/** What programs that collect logs write before each line; what is indented behind it stays so. */
const prefixes: readonly RegExp[] = [
  // A quotation.
  /^(?:> ?)+/,
  // Docker compose, and Python's groups of exceptions.
  /^[\w.-]{0,60} {0,20}\| ?/,
  /^ {0,40}\+ (?=Exception Group Traceback)/,
  new RegExp(String.raw`^\[?${timestamp}\]? ?`),
  // Kubernetes.
  /^std(?:out|err) [FP] /,
  // Syslog, and what Heroku and others write behind the time.
  /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [\w.-]{1,60} /,
  /^[\w./-]{1,60}\[[\w.-]{1,30}\]: ?/,
  // Android, in its long form and its short one.
  /^\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} {1,6}\d{1,7} {1,6}\d{1,7} [VDIWEFA] [\w.-]{1,60} {0,30}: ?/,
  /^[VDIWEFA]\/[\w.-]{1,60} {0,30}\( {0,6}\d{1,7}\): ?/,
  // Levels and threads, where nothing but a trace follows.
  new RegExp(String.raw`^\[?(?:TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|CRITICAL)\]?:? ?${partOfTrace}`),
  new RegExp(`^${thread}${partOfTrace}`),
];
const mostPrefixes = 6;

/** A line as its program has written it. */
export function withoutPrefix(line: string): string {
  let rest = line;
  for (let round = 0; round < mostPrefixes; round++) {
    const next = prefixes.reduce((left, prefix) => left.replace(prefix, ""), rest);
    if (next === rest) break;
    rest = next;
  }
  return rest;
}

/** A text in lines; a trace that stands in a line of JSON is taken apart as well. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/).flatMap((line) => {
    const [first = "", ...rest] = line.split(/(?:\\r)?\\n(?=(?:\\t|\s)*(?:at |File \\?"|Caused by: ))/);
    if (rest.length === 0) return first;
    // Of JSON: from the quotation mark before the first line to the one behind the last.
    return [first.replace(/^.*(?<!\\)"/, ""), ...rest]
      .map((part) => part.replace(/(?<!\\)".*$/, ""))
      .map((part) => part.replaceAll(String.raw`\t`, "\t").replaceAll(String.raw`\"`, '"'));
  });
}
