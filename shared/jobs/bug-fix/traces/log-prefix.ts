const timestamp = String.raw`\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z| ?[+-]\d\d:?\d\d)?`;
const thread = String.raw`\[[\w .#:/-]{1,80}\] ?`;
const call = String.raw`(?:at |File "|Caused by: |Traceback \()`;
const partOfTrace = String.raw`(?=\s*(?:${thread})?${call})`;

/** What programs that collect logs write before each line; what is indented behind it stays so. */
const prefixes: readonly RegExp[] = [
  // A quotation.
  /^(?:> ?)+/,
  // Docker compose, and Python's groups of exceptions.
  /^[\w.-]{0,60} {0,20}\| ?/,
  /^ {0,40}\+ (?=Exception Group Traceback)/,
  // Android as its studio shows it, before what begins with a time alone.
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} {1,6}\d{1,7}-\d{1,7} {1,6}[\w.-]{1,60} {1,40}[\w.:-]{1,80} {1,40}[VDIWEFA] {1,2}/,
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} {1,6}\d{1,7}-\d{1,7}\/[\w.:?-]{1,80} (?=[VDIWEFA]\/)/,
  new RegExp(String.raw`^\[?${timestamp}\]? ?`),
  // Kubernetes.
  /^std(?:out|err) [FP] /,
  // Fly, and the jobs of GitHub.
  /^\w[\w-]{0,40}\[\w{4,20}\] [a-z]{3} \[\w{1,10}\] ?/,
  /^##\[(?:error|warning|debug|group)\]/,
  // Syslog, and what Heroku and others write behind the time.
  /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [\w.-]{1,60} /,
  /^[\w./-]{1,60}\[[\w.-]{1,30}\]: ?/,
  // Android, in its long form and its short one.
  /^\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} {1,6}\d{1,7} {1,6}\d{1,7} [VDIWEFA] [\w.-]{1,60} {0,30}: ?/,
  /^[VDIWEFA]\/[\w.-]{1,60} {0,30}(?:\( {0,6}\d{1,7}\))?: ?/,
  // Levels and threads, where nothing but a trace follows.
  new RegExp(String.raw`^\[?(?:TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|CRITICAL)\]?:? ?${partOfTrace}`),
  new RegExp(`^${thread}${partOfTrace}`),
];
const mostPrefixes = 6;

/** What a terminal is told of colours. */
const colours = /\p{Cc}(?<!\s)\[[\d;]{0,20}[A-Za-z]/gu;
const markup = /<\/?(?:pre|code|samp)>/gi;

/** Anything before a line that is surely a trace's: one word and one space of it at least. */
const before =
  /^(?!\s*(?:at |File "|Traceback \(|Caused by: ))(.{0,150}?\S[ \t])[ \t]*(?:at [^\s()]{1,200} ?\([^\s()]{1,400}:\d{1,9}(?::\d{1,9})?\)|at [^\s()]{1,300}:\d{1,9}:\d{1,9}|File "[^"]{1,400}", line \d{1,9}.*|Traceback \(most recent call last\):)\s*$/;

/** Lines as their programs have written them. */
export function withoutPrefixes(lines: readonly string[]): string[] {
  const known = byService(lines.map((line) => line.replaceAll(colours, "").replaceAll(markup, ""))).map(
    withoutPrefix,
  );
  // What no rule knows shows in the lines of the trace: the others begin alike.
  const learned = new Set<string>();
  for (const line of known) {
    const found = before.exec(line)?.[1];
    if (found !== undefined) learned.add(shapeOf(found));
  }
  const shapes = [...learned].filter(
    (shape) => known.filter((line) => shapeOf(line.slice(0, shape.length)) === shape).length > 1,
  );
  if (shapes.length === 0) return known;
  return known.map((line) => {
    const shape = shapes.find((one) => shapeOf(line.slice(0, one.length)) === one);
    return shape === undefined ? line : line.slice(shape.length);
  });
}

/** Docker compose mixes what several services say: the lines of each together, as far as they are told apart. */
function byService(lines: readonly string[]): readonly string[] {
  const of = lines.map((line) => /^([A-Za-z][\w.-]{0,60}) {0,20}\| /.exec(line)?.[1] ?? null);
  const services = new Set(of);
  if (services.size < (services.has(null) ? 3 : 2)) return lines;
  return [...services].flatMap((service) => lines.filter((_line, index) => of[index] === service));
}

/** Times and numbers differ from line to line. */
function shapeOf(text: string): string {
  return text.replaceAll(/\d/g, "0");
}

function withoutPrefix(line: string): string {
  let rest = line;
  for (let round = 0; round < mostPrefixes; round++) {
    const next = prefixes.reduce((left, prefix) => left.replace(prefix, ""), rest);
    if (next === rest) break;
    rest = next;
  }
  return rest;
}
