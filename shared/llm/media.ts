import { z } from "zod";

/** The most that one image is counted as, tokens: larger ones are scaled down (platform.claude.com/docs: vision). */
const imageTokens = 4784;
/** The most that a page of a document is counted as: its words and its picture. */
const pageTokens = 3000 + imageTokens;
/** So many pages at most are taken in one document (platform.claude.com/docs: PDF support). */
const mostPages = 600;
/** No page is smaller, in characters of base64: what a document's size says of its pages. */
const smallestPage = 400;

const image = z.object({
  type: z.literal("image"),
  source: z.object({ type: z.literal("base64"), data: z.string() }),
});
const document = z.object({
  type: z.literal("document"),
  source: z.object({ type: z.literal("base64"), data: z.string() }),
});
/** What is to be fetched from an address, or was left with the service before: that would carry words out. */
const fromAfar = z.object({
  type: z.enum(["image", "document"]),
  source: z.object({ type: z.enum(["url", "file"]) }),
});

/** Images and documents anywhere in a request. */
export interface Media {
  /** Characters of theirs that are no text. */
  characters: number;
  /** The most tokens that they are counted as instead. */
  tokens: number;
  /** Whether one isn't in the request itself. */
  fromAfar: boolean;
}

/** Looks through a request, however deep its blocks lie. */
export function mediaIn(request: unknown): Media {
  const media: Media = { characters: 0, tokens: 0, fromAfar: false };
  const left: unknown[] = [request];
  while (left.length > 0) {
    const value = left.pop();
    if (value === null || typeof value !== "object") continue;
    for (const one of Object.values(value)) left.push(one);
    if (!("source" in value)) continue;
    media.fromAfar ||= fromAfar.safeParse(value).success;
    count(media, image.safeParse(value).data, () => imageTokens);
    count(media, document.safeParse(value).data, pagesOf);
  }
  return media;
}

function count(
  media: Media,
  block: { source: { data: string } } | undefined,
  tokens: (size: number) => number,
): void {
  if (block === undefined) return;
  media.characters += block.source.data.length;
  media.tokens += tokens(block.source.data.length);
}

const pagesOf = (size: number): number =>
  Math.min(mostPages, Math.max(1, Math.ceil(size / smallestPage))) * pageTokens;
