import { z } from "zod";
import { blogTarget, postBySlug, upsertPost } from "../db/posts.ts";
import { blogPostSchema, countWords } from "../domain/blog-post.ts";
import { describeError } from "../platform/errors.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import { dueAt, publishAt } from "./publish-at.ts";

/** A post with its time. Its words are counted here, so that they are right whoever has worded it. */
const publicationSchema = blogPostSchema
  .extend({ publishAt })
  .overwrite((post) => ({ ...post, words: countWords(post.markdown) }));
export type BlogPublication = z.infer<typeof publicationSchema>;

const publishedPost = z.object({ slug: z.string(), url: z.string() });
export type PublishedPost = z.infer<typeof publishedPost>;

/** Publishes a post: the body to R2, the row to D1. Both are keyed by the action, so doing it twice changes nothing. */
export const blogPublish: ActionKindModule<"blog_publish", BlogPublication, PublishedPost> = {
  kind: "blog_publish",
  schema: publicationSchema,
  result: publishedPost,
  service: null,
  target: (post) => blogTarget(post.slug),
  preview: ({ title, summary, markdown }) => ({ title, body: `_${summary}_\n\n${markdown}` }),
  dueAt,
  wording: ["title", "summary", "markdown"],

  apply: async (ground, action) => {
    const { payload } = action;
    const holder = await postBySlug(ground.db, payload.slug);
    if (holder && holder.taskId !== action.taskId) {
      return { kind: "refused", error: `another post already has the address ${payload.slug}` };
    }
    const bodyKey = `posts/${payload.slug}/${action.digest}.md`;
    try {
      await ground.env.ARTEFACTS.put(bodyKey, payload.markdown, {
        httpMetadata: { contentType: "text/markdown" },
      });
      await upsertPost(ground.db, action, payload, bodyKey, ground.now());
    } catch (error) {
      return { kind: "lost", error: describeError(error) };
    }
    return {
      kind: "applied",
      result: { slug: payload.slug, url: postUrl(ground.settings.BLOG_URL, payload.slug) },
    };
  },

  reconcile: async (ground, action) => {
    const row = await postBySlug(ground.db, action.payload.slug);
    if (row?.actionId !== action.id) return { kind: "absent" };
    return { kind: "found", result: { slug: row.slug, url: postUrl(ground.settings.BLOG_URL, row.slug) } };
  },

  standing: async (ground, { payload }) =>
    (await postBySlug(ground.db, payload.slug)) === undefined ? { kind: "gone" } : { kind: "stands" },
};

/** Where a post stands. */
export function postUrl(blog: string, slug: string): string {
  return new URL(`posts/${slug}/`, blog.endsWith("/") ? blog : `${blog}/`).href;
}
