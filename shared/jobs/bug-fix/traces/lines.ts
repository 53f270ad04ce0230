/** A string of JSON, as it is written. */
const literal = /"((?:[^"\\]|\\.)*)"/g;
const partOfTrace = /^[ \t]*(?:at |File "|Caused by: |Traceback \(|#\d+ )/;
const escaped: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/** As a page writes them. */
const entities: Readonly<Record<string, string>> = {
  nbsp: " ",
  lt: "<",
  gt: ">",
  quot: '"',
  amp: "&",
  "#39": "'",
  "#x27": "'",
};

/** A text in lines; a trace that stands in a line of JSON is taken apart as well. */
export function linesOf(text: string): string[] {
  return text
    .replaceAll(/&(nbsp|lt|gt|quot|amp|#39|#x27);/g, (_whole, name: string) => entities[name] ?? "")
    .split(/\r\n|\r|\n|<br ?\/?>/)
    .flatMap((line) => inJson(line) ?? inEscapes(line));
}

/** The strings of a line that hold lines of a trace, or are one; null where none does. */
function inJson(line: string): string[] | null {
  if (!/^[^"]{0,200}["{[]/.test(line) || !/\\n|",\s*"\s*at /.test(line)) return null;
  const strings = Array.from(line.matchAll(literal), ([, written = ""]) =>
    written
      .replaceAll(/\\(u[0-9a-fA-F]{4}|[^u])/g, (_whole, one: string) =>
        one.length > 1 ? String.fromCharCode(Number.parseInt(one.slice(1), 16)) : (escaped[one] ?? one),
      )
      .toWellFormed(),
  );
  const isObject = /^\s*\{.*\}\s*$/.test(line);
  const found = strings.flatMap((one, index) => {
    const lines = one.split(/\r\n|\r|\n/);
    // A path of Windows has what looks like the end of a line.
    const isText = lines.length > 1 && (isObject || lines.some((part) => partOfTrace.test(part)));
    // In a list each line is a string of its own, the error before its calls.
    const isLine = partOfTrace.test(one) || partOfTrace.test(strings[index + 1] ?? "");
    return isText || isLine ? lines.filter((part, at) => part !== "" || at === 0) : [];
  });
  return found.length === 0 ? null : found;
}

/** A line in which others stand with their ends written out, and no quotation marks around. */
function inEscapes(line: string): string[] {
  return line
    .split(/(?:\\r)?\\n(?=(?:\\t|\s)*(?:at |File \\?"|Caused by: ))/)
    .map((part, _index, all) =>
      all.length === 1 ? part : part.replaceAll(String.raw`\t`, "\t").replaceAll(String.raw`\"`, '"'),
    );
}
