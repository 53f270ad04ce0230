import { blogEndpoints } from "../../shared/api/blog.ts";
import { digestOfBody, listPosts } from "../../shared/db/posts.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { cursorOf, nextCursor } from "./page.ts";
import { servePublic, type Served } from "./serve.ts";
import { iso } from "./times.ts";

/** Published posts. Public: it is what the blog shows. */
export const blogApi = {
  posts: servePublic(blogEndpoints.posts, async ({ c, spine, query: { limit, cursor } }) => {
    const rows = await listPosts(spine.db, limit, cursorOf(cursor));
    const posts = await Promise.all(
      rows.map(async ({ bodyKey, publishedAt, updatedAt, actionId: _action, taskId: _task, ...post }) => {
        const body = await c.env.ARTEFACTS.get(bodyKey);
        // A post without its body must not silently vanish from the blog.
        if (!body)
          throw new SignalboxError(
            "unavailable",
            `the body of the post ${post.slug} is missing in R2 (${bodyKey})`,
          );
        return {
          ...post,
          markdown: await body.text(),
          digest: digestOfBody(bodyKey),
          publishedAt: iso(publishedAt),
          updatedAt: iso(updatedAt),
        };
      }),
    );
    return { posts, nextCursor: nextCursor(rows, limit, (row) => ({ at: row.publishedAt, id: row.slug })) };
  }),
} satisfies Record<keyof typeof blogEndpoints, Served>;
