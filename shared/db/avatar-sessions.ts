import { desc, eq, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { avatarSessions } from "./schema.ts";

export type AvatarSessionRow = typeof avatarSessions.$inferSelect;

export async function avatarSessionById(db: Database, id: string): Promise<AvatarSessionRow | undefined> {
  return db.select().from(avatarSessions).where(eq(avatarSessions.id, id)).get();
}

export async function changeAvatarSession(
  db: Database,
  id: string,
  set: Partial<Pick<AvatarSessionRow, "state" | "sessionId" | "contextId" | "sealedJoin" | "endsAt">>,
): Promise<void> {
  await db.update(avatarSessions).set(set).where(eq(avatarSessions.id, id));
}

/** Sessions of avatars, newest first, from a keyset cursor on. */
export async function listAvatarSessions(
  db: Database,
  limit: number,
  before: { at: number; id: string } | null,
): Promise<AvatarSessionRow[]> {
  const { createdAt, id } = avatarSessions;
  return db
    .select()
    .from(avatarSessions)
    .where(before === null ? undefined : sql`(${createdAt}, ${id}) < (${before.at}, ${before.id})`)
    .orderBy(desc(createdAt), desc(id))
    .limit(limit);
}
