import { countBytes, countGraphemes } from "./text-length.ts";

/** What a post on Bluesky may hold (the lexicon of `app.bsky.feed.post`). */
export const blueskyLimits = { graphemes: 300, bytes: 3000 } as const;

/** Everything that keeps a text from being a post on Bluesky, in words that its writer can act on. */
export function blueskyProblems(text: string): string[] {
  const [graphemes, bytes] = [countGraphemes(text), countBytes(text)];
  return [
    ...(text.trim() === "" ? ["must not be empty"] : []),
    ...(graphemes > blueskyLimits.graphemes
      ? [
          `has ${graphemes} graphemes (characters as a reader counts them), must have at most ${blueskyLimits.graphemes}`,
        ]
      : []),
    ...(bytes > blueskyLimits.bytes
      ? [`has ${bytes} bytes in UTF-8, must have at most ${blueskyLimits.bytes}`]
      : []),
  ];
}
