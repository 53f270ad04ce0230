import { z } from "zod";
import { askWorker } from "./ask-worker.ts";

const postSchema = z.object({
  slug: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  summary: z.string(),
  tags: z.array(z.string()),
  /** The name of the series that it belongs to. */
  series: z.string().nullable().default(null),
  /** Newest first. A note is what readers are told; without one they are told only that it was updated. */
  corrections: z.array(z.object({ at: z.coerce.date(), note: z.string() })).default([]),
  markdown: z.string(),
  digest: z.string(),
  words: z.number(),
  author: z.string(),
  publishedAt: z.coerce.date(),
  updatedAt: z.coerce.date(),
});

const pageSchema = z.object({ posts: z.array(postSchema), nextCursor: z.string().nullable() });

export type Post = z.infer<typeof postSchema>;

/**
 * All published posts, newest first, from the Worker.
 * @throws Error naming SIGNALBOX_API_URL when it can't be reached or answers something else: no site is better built on
 * half of its posts.
 */
export async function fetchPosts(api: string | undefined, fetcher: typeof fetch = fetch): Promise<Post[]> {
  const posts: Post[] = [];
  let cursor: string | null = null;
  do {
    const query: Record<string, string> = cursor === null ? {} : { cursor };
    const page: z.infer<typeof pageSchema> | null = await askWorker(
      api,
      "/api/blog/posts",
      query,
      pageSchema,
      fetcher,
    );
    if (page === null) throw new Error(`SIGNALBOX_API_URL: ${api} has no posts to give (404)`);
    posts.push(...page.posts);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return posts;
}
