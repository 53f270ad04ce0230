const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const encoder = new TextEncoder();

/** A text in characters as a reader counts them: an emoji of several code points is one. */
export function graphemesOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** How many characters a reader counts. */
export function countGraphemes(text: string): number {
  return graphemesOf(text).length;
}

/** The length of a text in UTF-8. */
export function countBytes(text: string): number {
  return encoder.encode(text).length;
}
