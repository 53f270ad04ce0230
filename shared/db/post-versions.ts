import { and, desc, eq, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { actions, postAddresses, posts, postVersions } from "./schema.ts";

/** What an action has made of a post; undefined: nothing. */
export async function versionOfAction(db: Database, actionId: string) {
  return db.select().from(postVersions).where(eq(postVersions.actionId, actionId)).get();
}

/** The versions of a post, newest first, each with the task in which it came about; null: its records are in the archive. */
export async function versionsOf(db: Database, taskId: string, most: number) {
  return db
    .select({ version: postVersions, task: actions.taskId, project: actions.project })
    .from(postVersions)
    .leftJoin(actions, eq(actions.id, postVersions.actionId))
    .where(eq(postVersions.taskId, taskId))
    .orderBy(desc(postVersions.at))
    .limit(most);
}

/** The posts that were withdrawn, the newest first. */
export async function withdrawnPosts(db: Database, most: number) {
  return db
    .select()
    .from(postVersions)
    .where(eq(postVersions.kind, "withdrawn"))
    .orderBy(desc(postVersions.at))
    .limit(most);
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
