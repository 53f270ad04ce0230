import { and, asc, desc, eq, ne, type SQL, sql } from "drizzle-orm";
import { insertWhere } from "./insert-where.ts";
import type { Database } from "./database.ts";
import { actions, posts } from "./schema.ts";

export async function postBySlug(db: Database, slug: string) {
  return db.select().from(posts).where(eq(posts.slug, slug)).get();
}

/** The slug itself, or the first numbered one that no other task's post holds or proposes. */
export async function freeSlug(db: Database, slug: string, taskId: string): Promise<string> {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? slug : `${slug.slice(0, 74)}-${n}`;
    const others = await db.batch([
      db
        .select({ slug: posts.slug })
        .from(posts)
        .where(and(eq(posts.slug, candidate), ne(posts.taskId, taskId))),
      db
        .select({ id: actions.id })
        .from(actions)
        .where(
          and(
            eq(actions.kind, "blog_publish"),
            eq(actions.target, blogTarget(candidate)),
            ne(actions.taskId, taskId),
          ),
        )
        .limit(1),
    ]);
    if (others.every((rows) => rows.length === 0)) return candidate;
  }
}

/**
 * The address that a task's post has: the one under which it was first proposed, whatever newer versions would be called, since people may
 * have approved something that points there; for the first, a free one.
 */
export async function lastingSlug(db: Database, slug: string, taskId: string): Promise<string> {
  const first = await db
    .select({ target: actions.target })
    .from(actions)
    .where(and(eq(actions.taskId, taskId), eq(actions.kind, "blog_publish")))
    .orderBy(asc(actions.createdAt))
    .limit(1)
    .get();
  return first?.target.slice(blogTarget("").length) ?? freeSlug(db, slug, taskId);
}

/** What a post's actions name as their target. */
export function blogTarget(slug: string): string {
  return `blog:${slug}`;
}

/** Where the body of a post is kept: by the digest of what was approved. */
export function bodyKeyOf(slug: string, digest: string): string {
  return `posts/${slug}/${digest}.md`;
}

/** The digest in such a key. */
export function digestOfBody(bodyKey: string): string {
  return bodyKey.slice(bodyKey.lastIndexOf("/") + 1).replace(/\.md$/, "");
}

/**
 * Writes a post's row where a guard holds; it returns a row unless another task's post has the address. The day of first publication
 * stays when a later action changes the post.
 */
export function writePost(
  db: Database,
  action: { id: string; taskId: string },
  post: Pick<typeof posts.$inferInsert, "slug" | "title" | "summary" | "tags" | "words" | "author">,
  bodyKey: string,
  now: number,
  guard: SQL,
) {
  const { slug, title, summary, tags, words, author } = post;
  const row = {
    slug,
    title,
    summary,
    tags,
    words,
    author,
    actionId: action.id,
    taskId: action.taskId,
    bodyKey,
    updatedAt: now,
  };
  return insertWhere(db, posts, { ...row, publishedAt: now }, guard)
    .onConflictDoUpdate({ target: posts.slug, set: row, setWhere: eq(posts.taskId, action.taskId) })
    .returning({ slug: posts.slug });
}

/** Posts newest first, from a keyset cursor on. */
export async function listPosts(db: Database, limit: number, before: { at: number; id: string } | null) {
  const older = before && sql`(${posts.publishedAt}, ${posts.slug}) < (${before.at}, ${before.id})`;
  return db
    .select()
    .from(posts)
    .where(older ?? undefined)
    .orderBy(desc(posts.publishedAt), desc(posts.slug))
    .limit(limit);
}
