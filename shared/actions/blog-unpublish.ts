import { z } from "zod";
import { rememberedPost } from "./remembered-post.ts";
import { blogTarget } from "../db/posts.ts";
import { withdrawStatements } from "../db/write-post.ts";
import { blogPostSchema } from "../domain/blog-post.ts";
import { isShownGone } from "../integrations/web/shown-digest.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import type { Ground } from "../spine/ground.ts";
import { blogStand, type StandingPost, standingPost } from "./blog-stand.ts";
import { oneLine } from "./one-line.ts";
import { overtaken, projectOfAction, seenPost, seenPostFields, type WhyNot } from "./seen-post.ts";

const withdrawalSchema = z.strictObject({
  ...seenPostFields,
  /** What it is called now. */
  title: blogPostSchema.shape.title,
  /** Why, for the team: readers aren't told. */
  reason: oneLine(500),
});
export type BlogWithdrawal = z.infer<typeof withdrawalSchema>;

/** Takes a published post back: its addresses say that it is gone for good, and are no other post's. Its versions stay on record. */
export const blogUnpublish: ActionKindModule<"blog_unpublish", BlogWithdrawal, StandingPost> = {
  kind: "blog_unpublish",
  schema: withdrawalSchema,
  result: standingPost,
  target: ({ slug }) => blogTarget(slug),
  preview: ({ title, slug, reason }) => ({
    title: `Withdraw ${title}`,
    body: `**Why:** ${reason}\n\nThe post at /${slug} goes from the blog, its feeds and its index. Its address, and those that it had before, answer that it is gone for good (410).`,
  }),
  remembered: ({ post }) => ({ of: rememberedPost(post), said: null }),
  wording: ["reason"],
  whyNotNow: async (ground, payload, project) =>
    (await whyNotWithdrawn(ground, payload, project))?.error ?? null,

  ...blogStand<BlogWithdrawal>({
    store: async (ground, { id, payload }) => {
      const whyNot = await whyNotWithdrawn(ground, payload, await projectOfAction(ground, id));
      if (whyNot !== null) return () => [];
      return (departs) =>
        withdrawStatements(ground.db, { id, at: ground.now() }, payload, payload.reason, departs);
    },
    whyNot: async (ground, { id, payload }) =>
      (await whyNotWithdrawn(ground, payload, await projectOfAction(ground, id))) ?? overtaken,
    // Nothing is done to a post after that.
    isNewest: async () => true,
    isShown: async (ground, { digest }, address) => isShownGone(ground, address, digest),
    slugOf: ({ slug }) => slug,
    otherwise: "the blog doesn't say that it is gone",
  }),
};

async function whyNotWithdrawn(
  ground: Ground,
  payload: BlogWithdrawal,
  project: string,
): Promise<WhyNot | null> {
  const seen = await seenPost(ground, payload, project);
  if ("whyNot" in seen) return seen.whyNot;
  return seen.row.title === payload.title
    ? null
    : { kind: "refused", error: `the post is called ${seen.row.title}, and not ${payload.title}` };
}
