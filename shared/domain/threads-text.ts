import { marksIn } from "./marked-text.ts";
import { countBytes, graphemesOf } from "./text-length.ts";

/** What a post on Threads may hold (developers.facebook.com/docs/threads/overview). */
export const threadsLimits = { characters: 500, links: 5 } as const;

const emoji = /\p{RGI_Emoji}|\p{Extended_Pictographic}/v;

/** A text's length as Threads counts it: an emoji as its bytes in UTF-8, anything else by its code points. */
export function threadsLength(text: string): number {
  return graphemesOf(text).reduce(
    (length, one) => length + (emoji.test(one) ? countBytes(one) : Array.from(one).length),
    0,
  );
}

/** The different addresses of a post: those in its text, and the one that it shows as a card. */
export function threadsLinks(text: string, link: string | null): Set<string> {
  const inText = marksIn(text).flatMap(({ kind, value }) => (kind === "link" ? [value] : []));
  return new Set(link === null ? inText : [...inText, URL.parse(link)?.href ?? link]);
}

/** Everything that keeps a text from being a post on Threads, in words that its writer can act on. */
export function threadsProblems(text: string, link: string | null): string[] {
  const [length, links] = [threadsLength(text), threadsLinks(text, link).size];
  return [
    ...(text.trim() === "" ? ["must not be empty"] : []),
    ...(length > threadsLimits.characters
      ? [
          `has ${length} characters as Threads counts them (an emoji as its bytes), must have at most ${threadsLimits.characters}`,
        ]
      : []),
    ...(links > threadsLimits.links
      ? [`has ${links} different links, must have at most ${threadsLimits.links}`]
      : []),
  ];
}
