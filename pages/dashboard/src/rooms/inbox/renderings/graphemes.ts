const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Characters as a reader counts them: an emoji of several code points is one. */
export function countGraphemes(text: string): number {
  let count = 0;
  for (const _one of segmenter.segment(text)) count += 1;
  return count;
}
