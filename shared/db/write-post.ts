import { and, eq, ne, type SQL, sql } from "drizzle-orm";
import { actions, postAddresses, posts, postVersions, tasks } from "./schema.ts";
import type { Database } from "./database.ts";
import { insertFrom, insertWhere } from "./insert-where.ts";
import type { Statement } from "./ledger.ts";
import { bodyKeyOf } from "./posts.ts";

/** Who changes a post, and when. */
interface PostWriter {
  /** The action that does. */
  id: string;
  at: number;
}

type PostText = Pick<
  typeof posts.$inferInsert,
  "title" | "summary" | "tags" | "words" | "author" | "bodyKey"
> & { series: string | null };

/** A post as somebody has seen it before they change it. */
interface SeenPost {
  /** The task that first published it. */
  post: string;
  slug: string;
  /** The digest of what it was built of. */
  base: string;
}

const ofTask = (taskId: string) => eq(postVersions.taskId, taskId);
const exists = (table: typeof posts | typeof postVersions | typeof postAddresses, so: SQL | undefined) =>
  sql`EXISTS (SELECT 1 FROM ${table} WHERE ${so})`;

/**
 * Writes a post's row and version where a guard holds; the first statement returns a row if it was written: it isn't over another post's
 * address, nor over what became of the post since. The day of first publication stays when a later action of the task changes the post.
 */
export function publishStatements(
  db: Database,
  { id, at, taskId }: PostWriter & { taskId: string },
  post: PostText & { slug: string },
  guard: SQL,
): Statement[] {
  const { slug } = post;
  const row = { ...post, actionId: id, taskId, updatedAt: at };
  const isFree = sql`NOT ${exists(postAddresses, eq(postAddresses.slug, slug))}
    AND NOT ${exists(posts, and(eq(posts.taskId, taskId), ne(posts.slug, slug)))}
    AND NOT ${exists(postVersions, eq(postVersions.actionId, id))}
    AND NOT ${exists(postVersions, and(ofTask(taskId), ne(postVersions.kind, "published")))}`;
  return [
    insertWhere(db, posts, { ...row, publishedAt: at }, sql`${guard} AND ${isFree}`)
      .onConflictDoUpdate({ target: posts.slug, set: row, setWhere: eq(posts.taskId, taskId) })
      .returning({ slug: posts.slug }),
    versionOf(db, id, "published", "", its(taskId, id)),
  ];
}

/** The same for a post that is changed, and perhaps moved: only as it was when it was seen, in the project of the action. */
export function correctStatements(
  db: Database,
  { id, at }: PostWriter,
  seen: SeenPost,
  { slug, note, ...post }: Omit<PostText, "author"> & { slug: string; note: string },
  guard: SQL,
): Statement[] {
  const { post: taskId, slug: left } = seen;
  const isFree = sql`NOT ${exists(posts, and(eq(posts.slug, slug), ne(posts.taskId, taskId)))}
    AND NOT ${exists(postAddresses, and(eq(postAddresses.slug, slug), ne(postAddresses.taskId, taskId)))}`;
  const isNow = its(taskId, id);
  const isWritten = exists(posts, isNow);
  const moved =
    slug === left
      ? []
      : [
          insertWhere(db, postAddresses, { slug: left, taskId, at }, isWritten).onConflictDoNothing(),
          db.delete(postAddresses).where(and(eq(postAddresses.slug, slug), isWritten)),
        ];
  return [
    db
      .update(posts)
      .set({ ...post, slug, actionId: id, updatedAt: at })
      .where(and(isAsSeen(seen, id), isFree, guard))
      .returning({ slug: posts.slug }),
    versionOf(db, id, "corrected", note, isNow),
    ...moved,
  ];
}

/** The same for a post that is taken back: what it was stays as its version, and its addresses say that it is gone. */
export function withdrawStatements(
  db: Database,
  { id, at }: PostWriter,
  seen: SeenPost,
  reason: string,
  guard: SQL,
): Statement[] {
  const { post: taskId } = seen;
  const stands = isAsSeen(seen, id);
  const isWritten = exists(postVersions, eq(postVersions.actionId, id));
  return [
    versionOf(db, id, "withdrawn", reason, sql`${stands} AND ${guard}`, at).returning({
      actionId: postVersions.actionId,
    }),
    db
      .update(postAddresses)
      .set({ at })
      .where(and(eq(postAddresses.taskId, taskId), isWritten, exists(posts, stands))),
    insertFrom(
      db,
      postAddresses,
      { slug: sql`${posts.slug}`, taskId, at },
      sql`FROM ${posts} WHERE ${stands} AND ${isWritten}`,
    ).onConflictDoNothing(),
    db.delete(posts).where(and(stands, isWritten)),
  ];
}

/** Holds for the row of a post that is what an action has made of it. */
function its(taskId: string, id: string): SQL {
  return sql`(${posts.taskId} = ${taskId} AND ${posts.actionId} = ${id})`;
}

/** Holds for the row of a post that is still what was seen, and whose task is of the project in which it is changed. */
function isAsSeen({ post, slug, base }: SeenPost, id: string): SQL {
  const same = and(eq(posts.taskId, post), eq(posts.slug, slug), eq(posts.bodyKey, bodyKeyOf(slug, base)));
  return sql`(${same} AND (SELECT ${tasks.project} FROM ${tasks} WHERE ${tasks.id} = ${post})
    = (SELECT ${actions.project} FROM ${actions} WHERE ${actions.id} = ${id}))`;
}

/** The version of the posts' rows that a guard lets through, which is one. */
function versionOf(
  db: Database,
  id: string,
  kind: (typeof postVersions.$inferInsert)["kind"],
  note: string,
  guard: SQL,
  at?: number,
) {
  const { taskId, slug, title, summary, tags, bodyKey, words, author, series, updatedAt } = posts;
  return insertFrom(
    db,
    postVersions,
    {
      actionId: id,
      kind,
      note,
      taskId: sql`${taskId}`,
      slug: sql`${slug}`,
      title: sql`${title}`,
      summary: sql`${summary}`,
      tags: sql`${tags}`,
      bodyKey: sql`${bodyKey}`,
      words: sql`${words}`,
      author: sql`${author}`,
      series: sql`${series}`,
      at: at ?? sql`${updatedAt}`,
    },
    sql`FROM ${posts} WHERE ${guard}`,
  ).onConflictDoNothing();
}
