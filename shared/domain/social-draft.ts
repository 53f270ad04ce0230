import { z } from "zod";
import { blueskyProblems } from "./bluesky-text.ts";

/** What becomes of an approved text, as people are told it before and after. */
export const publishingIsNotBuilt = "publishing to Bluesky is not built yet, an approved text is kept";

/** A text for a social network, as it is kept: the payload of `social_draft`. */
export const socialDraftSchema = z.strictObject({
  platform: z.literal("bluesky"),
  draftId: z.string().min(1),
  text: z.string().refine((text) => blueskyProblems(text).length === 0),
});
export type SocialDraft = z.infer<typeof socialDraftSchema>;
