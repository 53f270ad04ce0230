import { z } from "zod";
import { label, shortLabel } from "./stand-in-label.ts";

/** Words in a row that are compared: fewer make everything alike, more make every edit another text. */
const inARow = 3;

/**
 * From here on two texts are taken for nearly the same. Of what was compared, edited versions of one text share 0.48 of their
 * rows or more, and texts that only speak of the same, or are built alike, 0.31 or less.
 */
export const nearlyTheSame = 0.4;

/** A text as it is compared: its words in small letters, without links, signs, emoji and what the sandbox puts into each. */
export function comparable(text: string): string[] {
  const plain = text
    .replaceAll(label, " ")
    .replaceAll(shortLabel, " ")
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/https?:\/\/\S+/g, " ");
  // Scripts that are written without spaces are taken sign by sign.
  const words =
    plain.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}]+/gu) ??
    [];
  return [...words];
}

/** The rows of words in a text; one that is shorter than a row is a row. */
export function rowsOf(words: readonly string[]): ReadonlySet<string> {
  if (words.length === 0) return new Set();
  const last = Math.max(1, words.length - inARow + 1);
  return new Set(Array.from({ length: last }, (_, at) => words.slice(at, at + inARow).join(" ")));
}

/** How much two texts have in common, from 0 to 1: of all rows of words those that are in both. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const row of small) if (large.has(row)) shared += 1;
  return shared / (a.size + b.size - shared);
}

/** As much of a text as is compared. */
export const comparedLength = 4000;

/** The fields in which a piece's words stand, the first that is there. */
const worded = z.object({
  text: z.string().optional(),
  markdown: z.string().optional(),
  description: z.string().optional(),
});

/** A piece's words as they are compared; of a text that is as long as a book only so much as is compared of others. */
export function comparedWords(payload: unknown): string[] {
  const { text, markdown, description } = worded.safeParse(payload).data ?? {};
  return comparable((text ?? markdown ?? description ?? "").slice(0, comparedLength));
}
