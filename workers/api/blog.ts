import { Hono } from "hono";
import { listPosts } from "../../shared/db/posts.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { openSpine } from "../../shared/spine/context.ts";
import { nextCursor, parsePage } from "./page.ts";

/** Published posts, for whoever builds the blog. Public: it is what the blog shows. */
export const blogApi = new Hono<{ Bindings: Env }>().get("/posts", async (c) => {
  const { limit, before } = parsePage(c.req.query());
  const spine = openSpine(c.env);
  const rows = await listPosts(spine.db, limit, before);
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
        publishedAt: new Date(publishedAt).toISOString(),
        updatedAt: new Date(updatedAt).toISOString(),
      };
    }),
  );
  return c.json({
    posts,
    nextCursor: nextCursor(rows, limit, (row) => ({ at: row.publishedAt, id: row.slug })),
  });
});
