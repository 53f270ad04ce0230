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
};
