import { readBody } from "../../shared/actions/post-body.ts";
import { blogEndpoints } from "../../shared/api/blog.ts";
import { correctionsOf, leftAddresses } from "../../shared/db/post-versions.ts";
import { digestOfBody, listPosts } from "../../shared/db/posts.ts";
import { cursorOf, nextCursor } from "./page.ts";
import { servePublic, type Served } from "./serve.ts";
import { iso } from "./times.ts";

/** So many addresses that posts have left are told: the blog's host holds no more than about half of them. */
const mostLeft = 2000;

/** Published posts, and where they were before. Public: it is what the blog shows. */
export const blogApi = {
  posts: servePublic(blogEndpoints.posts, async ({ spine, query: { limit, cursor } }) => {
    const rows = await listPosts(spine.db, limit, cursorOf(cursor));
    const corrections = Map.groupBy(
      await correctionsOf(
        spine.db,
        rows.map(({ taskId }) => taskId),
      ),
      ({ taskId }) => taskId,
    );
    const posts = await Promise.all(
      rows.map(async ({ bodyKey, publishedAt, updatedAt, actionId: _action, taskId, ...post }) => ({
        ...post,
        corrections: (corrections.get(taskId) ?? []).map(({ at, note }) => ({ at: iso(at), note })),
        markdown: await readBody(spine, { slug: post.slug, bodyKey }),
        digest: digestOfBody(bodyKey),
        publishedAt: iso(publishedAt),
        updatedAt: iso(updatedAt),
      })),
    );
    return { posts, nextCursor: nextCursor(rows, limit, (row) => ({ at: row.publishedAt, id: row.slug })) };
  }),
  moved: servePublic(blogEndpoints.moved, async ({ spine }) => {
    const left = await leftAddresses(spine.db, mostLeft);
    return {
      redirects: left.flatMap(({ from, to }) => (to === null ? [] : { from, to })),
      gone: left.flatMap(({ from, to, at }) => (to === null ? { slug: from, at: iso(at) } : [])),
    };
  }),
} satisfies Record<keyof typeof blogEndpoints, Served>;
