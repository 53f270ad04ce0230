import type { Embedder } from "./embedder.ts";
import { tellingWords } from "./lexical-embedder.ts";

/** From here on a text about the same has the words of a request: the share of them that are in it. Fewer words tell nothing. */
const coveredFrom = 0.7;
const fewestWords = 8;

/**
 * Whether a text says already what a request asks for: it lies as close as the embedder's measure says, or, since a long text lies further away from
 * a short request, it is about the same and has most of its words.
 */
export function isSame(
  { sameFrom, closeFrom }: Pick<Embedder, "sameFrom" | "closeFrom">,
  request: string,
  { text, cosine }: { text: string; cosine: number | null },
): boolean {
  if (cosine === null || cosine < closeFrom) return false;
  return cosine >= sameFrom || covered(request, text) >= coveredFrom;
}

function covered(request: string, text: string): number {
  const wanted = new Set(tellingWords(request));
  if (wanted.size < fewestWords) return 0;
  const there = new Set(tellingWords(text));
  return [...wanted].filter((word) => there.has(word)).length / wanted.size;
}
