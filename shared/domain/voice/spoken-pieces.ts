import { pieces } from "../../platform/pieces.ts";

/**
 * A text in pieces of at most so many characters, cut between sentences; a sentence that is longer is cut between words. Nothing of the
 * text is left out but the space between pieces.
 */
export function spokenPieces(text: string, longest: number): string[] {
  const sentences = Array.from(new Intl.Segmenter(undefined, { granularity: "sentence" }).segment(text));
  const found: string[] = [];
  let piece = "";
  for (const { segment } of sentences) {
    if (piece !== "" && `${piece}${segment}`.trim().length > longest) {
      found.push(piece);
      piece = "";
    }
    piece += segment;
  }
  return [...found, piece].flatMap((one) => pieces(one.trim(), longest));
}
