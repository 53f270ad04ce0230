import { eq, sql } from "drizzle-orm";
import { watches } from "../../db/schema.ts";
import type { Spine } from "../../spine/context.ts";

/** Brings a watch's next look forward to now, unless it is due already. When it is due then; null when nothing watches. */
export async function wakeWatch(spine: Spine, project: string): Promise<number | null> {
  if (!Object.hasOwn(spine.settings.RULES.projectWatch, project)) return null;
  const [row] = await spine.db
    .update(watches)
    .set({ dueAt: sql`min(${watches.dueAt}, ${spine.now()})` })
    .where(eq(watches.project, project))
    .returning({ dueAt: watches.dueAt });
  return row?.dueAt ?? null;
}
