import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { actions, postAddresses, posts, postVersions } from "./schema.ts";

/** What an action has made of a post; undefined: nothing. */
export async function versionOfAction(db: Database, actionId: string) {
  return db.select().from(postVersions).where(eq(postVersions.actionId, actionId)).get();
}

/** Asks which of some actions have made posts what they are now. A statement. */
export function newestVersions(db: Database, actionIds: readonly string[]) {
  return db
    .select({ actionId: postVersions.actionId })
    .from(postVersions)
    .innerJoin(posts, and(eq(posts.taskId, postVersions.taskId), eq(posts.actionId, postVersions.actionId)))
    .where(inArray(postVersions.actionId, [...actionIds]));
}

/** What a post was, with the task in which it came about; null: its records are in the archive. */
export interface PostVersion {
  version: typeof postVersions.$inferSelect;
  cameOf: string | null;
}

/** The versions of a post, newest first. */
export async function versionsOf(db: Database, taskId: string, most: number): Promise<PostVersion[]> {
  return versions(db).where(eq(postVersions.taskId, taskId)).orderBy(desc(postVersions.at)).limit(most);
}

/** The last versions of posts that were withdrawn, the newest first. */
export async function withdrawnPosts(db: Database, most: number): Promise<PostVersion[]> {
  return versions(db).where(eq(postVersions.kind, "withdrawn")).orderBy(desc(postVersions.at)).limit(most);
}

function versions(db: Database) {
  return db
    .select({ version: postVersions, cameOf: actions.taskId })
    .from(postVersions)
    .leftJoin(actions, eq(actions.id, postVersions.actionId));
}

/** What was corrected in posts, newest first, with the words for readers. */
export async function correctionsOf(db: Database, taskIds: readonly string[]) {
  return db
    .select({ taskId: postVersions.taskId, at: postVersions.at, note: postVersions.note })
    .from(postVersions)
    .where(
      and(
        sql`${postVersions.taskId} IN (SELECT value FROM json_each(${JSON.stringify(taskIds)}))`,
        eq(postVersions.kind, "corrected"),
      ),
    )
    .orderBy(desc(postVersions.at));
}

/** The addresses that posts have left, newest first; `to`: where the post is now; null: it is withdrawn. */
export async function leftAddresses(db: Database, most: number) {
  const newest = db.select().from(postAddresses).orderBy(desc(postAddresses.at)).limit(most).as("newest");
  return db
    .select({ from: newest.slug, at: newest.at, to: posts.slug })
    .from(newest)
    .leftJoin(posts, eq(posts.taskId, newest.taskId));
}
