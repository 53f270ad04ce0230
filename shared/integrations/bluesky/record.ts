import { marksIn } from "../../domain/marked-text.ts";
import { countBytes } from "../../domain/text-length.ts";
import type { BlobRef } from "./schema.ts";

/** A part of a text that is more than words (`app.bsky.richtext.facet`). Offsets count bytes of UTF-8. */
export interface Facet {
  index: { byteStart: number; byteEnd: number };
  features: [
    | { $type: "app.bsky.richtext.facet#link"; uri: string }
    | { $type: "app.bsky.richtext.facet#mention"; did: string }
    | { $type: "app.bsky.richtext.facet#tag"; tag: string },
  ];
}

/** What a link shows of its page. */
export interface LinkCard {
  uri: string;
  title: string;
  description: string;
  thumb: BlobRef | null;
}

/** The handles that a text mentions, each once. */
export function handlesIn(text: string): string[] {
  return [...new Set(marksIn(text).flatMap(({ kind, value }) => (kind === "mention" ? [value] : [])))];
}

/** The links, tags and mentions of a text. A handle that is nobody's stays words. */
export function facetsOf(text: string, dids: ReadonlyMap<string, string>): Facet[] {
  return marksIn(text).flatMap(({ kind, start, end, value }): Facet[] => {
    const byteStart = countBytes(text.slice(0, start));
    const index = { byteStart, byteEnd: byteStart + countBytes(text.slice(start, end)) };
    if (kind === "link")
      return [{ index, features: [{ $type: "app.bsky.richtext.facet#link", uri: value }] }];
    if (kind === "tag") return [{ index, features: [{ $type: "app.bsky.richtext.facet#tag", tag: value }] }];
    const did = dids.get(value);
    return did === undefined
      ? []
      : [{ index, features: [{ $type: "app.bsky.richtext.facet#mention", did }] }];
  });
}

/** A post as its record (`app.bsky.feed.post`). */
export function postRecord(post: {
  text: string;
  facets: Facet[];
  card: LinkCard | null;
  createdAt: string;
}) {
  const { text, facets, card, createdAt } = post;
  return {
    $type: "app.bsky.feed.post",
    text,
    ...(facets.length > 0 ? { facets } : {}),
    ...(card === null ? {} : { embed: { $type: "app.bsky.embed.external", external: externalOf(card) } }),
    createdAt,
  };
}
export type PostRecord = ReturnType<typeof postRecord>;

function externalOf({ uri, title, description, thumb }: LinkCard) {
  return { uri, title, description, ...(thumb === null ? {} : { thumb }) };
}
