import type { z } from "zod";
import { rememberedPost } from "./remembered-post.ts";
import { blogTarget, bodyKeyOf, postOfTask } from "../db/posts.ts";
import { publishStatements } from "../db/write-post.ts";
import { blogPostSchema, countWords } from "../domain/blog-post.ts";
import { shownDigest } from "../integrations/web/shown-digest.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import { blogStand, postPath, type StandingPost, standingPost } from "./blog-stand.ts";
import { keepBody } from "./post-body.ts";
import { dueAt, publishAt } from "./publish-at.ts";

/** A post with its time. Its words are counted here, so that they are right whoever has worded it. */
const publicationSchema = blogPostSchema
  .extend({ publishAt })
  .overwrite((post) => ({ ...post, words: countWords(post.markdown) }));
export type BlogPublication = z.infer<typeof publicationSchema>;

/** Publishes a post. What became of it later is never written over, however late this comes again. */
export const blogPublish: ActionKindModule<"blog_publish", BlogPublication, StandingPost> = {
  kind: "blog_publish",
  schema: publicationSchema,
  result: standingPost,
  target: (post) => blogTarget(post.slug),
  preview: ({ title, summary, markdown, series }) => ({
    title,
    body: `_${summary}_\n\n${series === undefined ? "" : `Series: ${series}\n\n`}${markdown}`,
  }),
  remembered: ({ title, summary, markdown }, taskId) => ({
    of: rememberedPost(taskId),
    said: { title, body: `_${summary}_\n\n${markdown}` },
  }),
  page: ({ slug, author, ...post }) => ({ ...post, by: { author }, path: postPath(slug) }),
  dueAt,
  wording: ["title", "summary", "markdown"],

  ...blogStand<BlogPublication>({
    store: async (ground, { id, taskId, digest, payload }) => {
      const { slug, title, summary, tags, words, author, series = null, markdown } = payload;
      const bodyKey = bodyKeyOf(slug, digest);
      await keepBody(ground, bodyKey, markdown);
      const post = { slug, title, summary, tags, words, author, series, bodyKey };
      return (departs) => publishStatements(ground.db, { id, taskId, at: ground.now() }, post, departs);
    },
    whyNot: async (ground, { taskId, payload: { slug } }) => {
      const its = await postOfTask(ground.db, taskId);
      return {
        kind: "refused",
        error:
          its === undefined
            ? `another post already has the address ${slug}, or has left it, or this one was withdrawn`
            : `the post was corrected since, and stands at ${its.slug}`,
      };
    },
    isNewest: async (ground, { id, taskId }) => (await postOfTask(ground.db, taskId))?.actionId === id,
    isShown: async (ground, { digest }, address) => (await shownDigest(ground, address, digest)) === digest,
    slugOf: ({ slug }) => slug,
    otherwise: "the blog doesn't show it",
  }),

  standing: async (ground, { id, taskId }) => {
    const row = await postOfTask(ground.db, taskId);
    if (row !== undefined) return { kind: row.actionId === id ? "stands" : "edited" };
    return { kind: "gone" };
  },
};
