import { clockOf, type Cue } from "./cue.ts";

/** A word takes no longer; seconds. */
const longestWord = 20;

/** AssemblyAI and others count in milliseconds: then a word would take minutes. */
export function inSeconds(cues: readonly Cue[]): Cue[] {
  const timed = cues.flatMap(({ text, startMs, endMs }) =>
    startMs === null || endMs === null
      ? []
      : [{ seconds: (endMs - startMs) / 1000, words: text.split(/\s+/).length }],
  );
  const seconds = timed.reduce((sum, one) => sum + one.seconds, 0);
  const words = timed.reduce((sum, one) => sum + one.words, 0);
  if (seconds <= words * longestWord) return [...cues];
  return cues.map(({ startMs, endMs, ...cue }) => ({
    ...cue,
    at: startMs === null ? cue.at : clockOf(startMs / 1_000_000),
    startMs: startMs === null ? null : Math.round(startMs / 1000),
    endMs: endMs === null ? null : Math.round(endMs / 1000),
  }));
}
