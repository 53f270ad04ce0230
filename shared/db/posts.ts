import { and, asc, desc, eq, ne, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/sqlite-core";
import type { Database } from "./database.ts";
import { actions, postAddresses, posts } from "./schema.ts";

export async function postBySlug(db: Database, slug: string) {
  return db.select().from(posts).where(eq(posts.slug, slug)).get();
}

export type PostRow = typeof posts.$inferSelect;

/** The post that a task has published, wherever it stands now; undefined: none that is still there. */
export async function postOfTask(db: Database, taskId: string): Promise<PostRow | undefined> {
  return db.select().from(posts).where(eq(posts.taskId, taskId)).limit(1).get();
}

/** The addresses that a post has left. */
export async function leftByPost(db: Database, taskId: string): Promise<string[]> {
  const rows = await db
    .select({ slug: postAddresses.slug })
    .from(postAddresses)
    .where(eq(postAddresses.taskId, taskId));
  return rows.map(({ slug }) => slug);
}

/** The slug itself, or the first numbered one that no other task's post holds, has left or proposes. */
export async function freeSlug(db: Database, slug: string, taskId: string): Promise<string> {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? slug : `${slug.slice(0, 74)}-${n}`;
    if (!(await isSlugTaken(db, candidate, taskId))) return candidate;
  }
}

/** Whether a post of another task holds a slug, has left it or is proposed under it. */
export async function isSlugTaken(db: Database, slug: string, taskId: string): Promise<boolean> {
  const held = db
    .select({ slug: posts.slug })
    .from(posts)
    .where(and(eq(posts.slug, slug), ne(posts.taskId, taskId)));
  const left = db
    .select({ slug: postAddresses.slug })
    .from(postAddresses)
    .where(and(eq(postAddresses.slug, slug), ne(postAddresses.taskId, taskId)));
  const proposed = db
    .select({ slug: actions.target })
    .from(actions)
    .where(
      and(eq(actions.kind, "blog_publish"), eq(actions.target, blogTarget(slug)), ne(actions.taskId, taskId)),
    );
  return (await unionAll(held, left, proposed).limit(1)).length > 0;
}

/**
 * The address that a task's post has: where it stands; before that, the one under which it was first proposed, whatever newer versions
 * would be called, since people may have approved something that points there; for the first, a free one.
 */
export async function lastingSlug(db: Database, slug: string, taskId: string): Promise<string> {
  const standing = await postOfTask(db, taskId);
  if (standing !== undefined) return standing.slug;
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

/** Posts newest first, from a keyset cursor on. */
export async function listPosts(
  db: Database,
  limit: number,
  before: { at: number; id: string } | null,
): Promise<PostRow[]> {
  const older = before && sql`(${posts.publishedAt}, ${posts.slug}) < (${before.at}, ${before.id})`;
  return db
    .select()
    .from(posts)
    .where(older ?? undefined)
    .orderBy(desc(posts.publishedAt), desc(posts.slug))
    .limit(limit);
}
