import { and, desc, eq, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { voices } from "./schema.ts";

export type VoiceRow = typeof voices.$inferSelect;

export async function voiceById(db: Database, id: string): Promise<VoiceRow | undefined> {
  return db.select().from(voices).where(eq(voices.id, id)).get();
}

/** What was read aloud, newest first, from a keyset cursor on; of one thing, or all. */
export async function listVoices(
  db: Database,
  about: string | null,
  limit: number,
  before: { at: number; id: string } | null,
): Promise<VoiceRow[]> {
  return db
    .select()
    .from(voices)
    .where(
      and(
        about === null ? undefined : eq(voices.about, about),
        before === null ? undefined : sql`(${voices.createdAt}, ${voices.id}) < (${before.at}, ${before.id})`,
      ),
    )
    .orderBy(desc(voices.createdAt), desc(voices.id))
    .limit(limit);
}
