import { and, desc, eq, gte, inArray, sql } from "drizzle-orm";
import type { PastOutcome } from "../domain/autonomy.ts";
import type { Database } from "./database.ts";
import { actionOutcomes, autonomyLevels, promotions } from "./schema.ts";

/** How far back trust is looked for. */
const lookBackMs = 92 * 24 * 60 * 60_000;
/** More than this many endings change no judgement. */
const enough = 5000;

/** How a project's actions of some kinds ended lately, newest first. */
export async function pastOutcomes(
  db: Database,
  project: string,
  kinds: readonly string[],
  now: number,
): Promise<(PastOutcome & { taskId: string })[]> {
  return db
    .select({
      taskId: actionOutcomes.taskId,
      kind: actionOutcomes.kind,
      outcome: actionOutcomes.outcome,
      at: actionOutcomes.at,
      reviewed: actionOutcomes.reviewed,
    })
    .from(actionOutcomes)
    .where(
      and(
        eq(actionOutcomes.project, project),
        inArray(actionOutcomes.kind, [...kinds]),
        gte(actionOutcomes.at, now - lookBackMs),
      ),
    )
    .orderBy(desc(actionOutcomes.at))
    .limit(enough);
}

export async function levelRow(db: Database, project: string, kind: string) {
  return db
    .select()
    .from(autonomyLevels)
    .where(and(eq(autonomyLevels.project, project), eq(autonomyLevels.kind, kind)))
    .get();
}

/** Promotions newest first, from a keyset cursor on. */
export async function listPromotions(db: Database, limit: number, before: { at: number; id: string } | null) {
  const older = before && sql`(${promotions.createdAt}, ${promotions.id}) < (${before.at}, ${before.id})`;
  return db
    .select()
    .from(promotions)
    .where(older ?? undefined)
    .orderBy(desc(promotions.createdAt), desc(promotions.id))
    .limit(limit);
}
