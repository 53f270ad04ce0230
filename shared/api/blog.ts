import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { nextCursor, pageQuery, time } from "./forms.ts";

export const blogEndpoints = {
  posts: endpoint({
    route: "GET /api/blog/posts",
    summary: "Published posts, newest first, for whoever builds the blog",
    role: null,
    query: pageQuery,
    answer: z.object({
      posts: z.array(
        z.object({
          slug: z.string(),
          title: z.string(),
          summary: z.string(),
          tags: z.array(z.string()),
          /** The series that it belongs to; null: none. */
          series: z.string().nullable(),
          /** Newest first; an empty note tells readers no more than that it was updated. */
          corrections: z.array(z.object({ at: time, note: z.string() })),
          markdown: z.string(),
          /** The bytes that were approved, by their name: a page says which it was built of. */
          digest: z.string(),
          words: z.number(),
          author: z.string(),
          publishedAt: time,
          updatedAt: time,
        }),
      ),
      nextCursor,
    }),
  }),
  moved: endpoint({
    route: "GET /api/blog/moved",
    summary:
      "Addresses that posts have left, the newest of them, for whoever builds the blog: each leads to where its post is now, or the post is withdrawn",
    role: null,
    answer: z.object({
      redirects: z.array(z.object({ from: z.string(), to: z.string() })),
      gone: z.array(z.object({ slug: z.string(), at: time })),
    }),
  }),
};
