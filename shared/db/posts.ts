import { and, desc, eq, lt, or } from "drizzle-orm";
import type { BlogPost } from "../editorial/blog-post/draft.ts";
import type { Database } from "../spine/context.ts";
import { posts } from "./schema.ts";

export async function postBySlug(db: Database, slug: string) {
  return db.select().from(posts).where(eq(posts.slug, slug)).get();
}

/** The slug itself, or the first numbered one that no other task's post holds. */
export async function freeSlug(db: Database, slug: string, taskId: string): Promise<string> {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? slug : `${slug.slice(0, 74)}-${n}`;
    const holder = await postBySlug(db, candidate);
    if (!holder || holder.taskId === taskId) return candidate;
  }
}

/** Writes a post's row. The day of first publication stays when a later action changes the post. */
export async function upsertPost(
  db: Database,
  action: { id: string; taskId: string },
  post: BlogPost,
  bodyKey: string,
  now: number,
): Promise<void> {
  const { markdown: _inR2, ...columns } = post;
  const row = { ...columns, actionId: action.id, taskId: action.taskId, bodyKey, updatedAt: now };
  await db
    .insert(posts)
    .values({ ...row, publishedAt: now })
    .onConflictDoUpdate({ target: posts.slug, set: row, setWhere: eq(posts.taskId, action.taskId) });
}

/** Posts newest first, from a keyset cursor on. */
export async function listPosts(db: Database, limit: number, before: { at: number; id: string } | null) {
  const older =
    before &&
    or(lt(posts.publishedAt, before.at), and(eq(posts.publishedAt, before.at), lt(posts.slug, before.id)));
  return db
    .select()
    .from(posts)
    .where(older ?? undefined)
    .orderBy(desc(posts.publishedAt), desc(posts.slug))
    .limit(limit);
}
