import { z } from "zod";
import { linkedinLength, linkedinLimit } from "../integrations/linkedin/little-text.ts";
import { linkedinPosts } from "../integrations/linkedin/posts.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import { withToken } from "../spine/connections.ts";
import type { Ground } from "../spine/ground.ts";
import { dueAt, publishAt } from "./publish-at.ts";

export const linkedinPostSchema = z.strictObject({
  /** The task that it was written in: it makes the post the only one of its kind. */
  draftId: z.string().min(1).max(200),
  text: z
    .string()
    // LinkedIn takes white space at its ends away, and a form of a browser's brings line ends of its own.
    .overwrite((text) => text.replaceAll("\r\n", "\n").trim())
    .min(1, "must not be blank")
    .refine((text) => !/\r|\p{Cs}/u.test(text), "has characters that no text has")
    .refine(
      (text) => linkedinLength(text) <= linkedinLimit,
      `is longer than the ${linkedinLimit} characters that LinkedIn takes`,
    ),
  /** What the post points at, as a card below it. */
  link: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable()
    .default(null),
  publishAt,
});
export type LinkedinPost = z.infer<typeof linkedinPostSchema>;

const publishedOnLinkedin = z.object({
  /** `urn:li:share:…` or `urn:li:ugcPost:…`. */
  urn: z.string(),
  url: z.string(),
  author: z.string(),
  /** How it stands there: as it was sent, otherwise, or nobody may look. */
  readBack: z.enum(["same", "different", "unread"]),
});
export type PublishedOnLinkedin = z.infer<typeof publishedOnLinkedin>;

/** A post on LinkedIn by the account that is connected. LinkedIn knows no key of ours: a post is known by its author and its words. */
export const linkedinPost: ActionKindModule<"linkedin_post", LinkedinPost, PublishedOnLinkedin> = {
  kind: "linkedin_post",
  schema: linkedinPostSchema,
  result: publishedOnLinkedin,
  service: "linkedin",
  target: ({ draftId }) => `linkedin:${draftId}`,
  preview: ({ text, link }) => ({
    title: "Post on LinkedIn",
    body: `> ${text.replaceAll("\n", "\n> ")}${link === null ? "" : `\n\nWith a card for ${link}`}`,
  }),
  dueAt,
  wording: ["text"],
  apply: async (ground, { payload }) => posts(ground).publish(payload),
  reconcile: async (ground, { payload, firstSentAt }) => posts(ground).find(payload, firstSentAt),
  standing: async (ground, { payload }, { urn }) => posts(ground).standing(urn, payload),
};

function posts(ground: Ground) {
  return linkedinPosts(ground, async (call) => withToken(ground, "linkedin", call));
}
