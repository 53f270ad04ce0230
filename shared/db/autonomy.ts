import { and, desc, eq, gte, inArray, max, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { actionOutcomes, autonomyLevels, promotions, watches } from "./schema.ts";

/** How far back trust is looked for. */
const lookBackMs = 92 * 24 * 60 * 60_000;
/** More than this many endings of all projects change no judgement. */
const enough = 20_000;

/** What is known of some projects' trust, and how actions of some kinds ended in them lately, newest first. */
export async function trustRecords(
  db: Database,
  projects: readonly string[],
  kinds: readonly string[],
  now: number,
) {
  const names = sql`(SELECT value FROM json_each(${JSON.stringify(projects)}))`;
  const [levels, declined, watched, past] = await db.batch([
    db
      .select()
      .from(autonomyLevels)
      .where(sql`${autonomyLevels.project} IN ${names}`),
    db
      .select({ project: promotions.project, kind: promotions.kind, at: max(promotions.decidedAt) })
      .from(promotions)
      .where(and(sql`${promotions.project} IN ${names}`, eq(promotions.status, "declined")))
      .groupBy(promotions.project, promotions.kind),
    db
      .select({ project: watches.project, createdAt: watches.createdAt, cycleAt: watches.cycleAt })
      .from(watches)
      .where(sql`${watches.project} IN ${names}`),
    db
      .select({
        taskId: actionOutcomes.taskId,
        project: actionOutcomes.project,
        kind: actionOutcomes.kind,
        outcome: actionOutcomes.outcome,
        at: actionOutcomes.at,
        reviewed: actionOutcomes.reviewed,
      })
      .from(actionOutcomes)
      .where(
        and(
          sql`${actionOutcomes.project} IN ${names}`,
          inArray(actionOutcomes.kind, [...new Set(kinds)]),
          gte(actionOutcomes.at, now - lookBackMs),
        ),
      )
      .orderBy(desc(actionOutcomes.at))
      .limit(enough),
  ]);
  return { levels, declined, watched, past };
}

export type TrustRecords = Awaited<ReturnType<typeof trustRecords>>;

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

export async function promotionById(db: Database, id: string) {
  return db.select().from(promotions).where(eq(promotions.id, id)).get();
}

/** How an action ended; undefined when it hasn't. */
export async function outcomeOf(db: Database, actionId: string) {
  return db.select().from(actionOutcomes).where(eq(actionOutcomes.actionId, actionId)).get();
}
