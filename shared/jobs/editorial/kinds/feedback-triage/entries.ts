/** So many entries are sorted at most. */
export const mostEntries = 200;

/**
 * What was said, cut into entries: the points of its list where it has one of two or more, otherwise its paragraphs. The order to
 * sort them, and labels such as "Channel: …", are none.
 */
export function entriesOf(said: string): string[] {
  const points = Array.from(said.matchAll(/^\s*(?:[-•*>]|\d+[.)]|\[\d+\])\s+(.+)$/gm), ([, text = ""]) =>
    text.trim(),
  );
  const parts =
    points.length >= 2
      ? points
      : said
          .split(/\n\s*\n/)
          .slice(1)
          .map((part) => part.replaceAll(/\s+/g, " ").trim());
  return parts.filter((part) => part !== "" && !/^\w[\w ]{0,20}:\s/.test(part)).slice(0, mostEntries);
}

/** The entries as the model gets them, each on a line with its number. */
export function sourceOf(entries: readonly string[]): string {
  return entries.map((text, at) => `[${at + 1}] ${text}`).join("\n");
}

/** The entries of a source, as they stand there. */
export function entriesIn(source: string | null): Map<number, string> {
  return new Map(
    Array.from((source ?? "").matchAll(/^\[(\d+)\] (.+)$/gm), ([, number, text = ""]) => [
      Number(number),
      text,
    ]),
  );
}
