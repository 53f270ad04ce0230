import { z } from "zod";

/** What a post on Bluesky may hold (the lexicon of `app.bsky.feed.post`). */
export const blueskyLimits = { graphemes: 300, bytes: 3000 } as const;

/** What becomes of an approved text, as people are told it before and after. */
export const publishingIsNotBuilt = "publishing to Bluesky is not built yet, an approved text is kept";

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const encoder = new TextEncoder();

/** Characters as a reader counts them: an emoji of several code points is one. */
export function countGraphemes(text: string): number {
  let count = 0;
  for (const _one of segmenter.segment(text)) count += 1;
  return count;
}

/** The length of a text in UTF-8. */
export function countBytes(text: string): number {
  return encoder.encode(text).length;
}

/** A text for a social network, as it is kept: the payload of `social_draft`. */
export const socialDraftSchema = z.strictObject({
  platform: z.literal("bluesky"),
  /** What it is a version of: a newer one takes the place of one that waits. */
  draftId: z.string().min(1),
  text: z
    .string()
    .regex(/\S/, "must not be blank")
    .refine((text) => countGraphemes(text) <= blueskyLimits.graphemes, "has too many graphemes")
    .refine((text) => countBytes(text) <= blueskyLimits.bytes, "has too many bytes"),
});
export type SocialDraft = z.infer<typeof socialDraftSchema>;
