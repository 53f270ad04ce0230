import { and, asc, count, desc, eq, lt, lte, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "../spine/context.ts";
import { actions, approvals, effects } from "./schema.ts";

/** Where a list by risk goes on. */
export interface RiskCursor {
  rank: number;
  at: number;
  id: string;
}

/** What waits, the riskiest first and in each risk the oldest first, from a keyset cursor on. */
export async function listWaiting(db: Database, limit: number, after: RiskCursor | null) {
  const next: SQL | undefined =
    after === null
      ? undefined
      : and(
          // Says no more than the rest, but it is a range of the index.
          lte(approvals.riskRank, after.rank),
          or(
            lt(approvals.riskRank, after.rank),
            sql`(${approvals.createdAt}, ${approvals.id}) > (${after.at}, ${after.id})`,
          ),
        );
  return db
    .select()
    .from(approvals)
    .where(and(eq(approvals.status, "pending"), next))
    .orderBy(desc(approvals.riskRank), asc(approvals.createdAt), asc(approvals.id))
    .limit(limit);
}

/** How much waits. */
export async function countWaiting(db: Database): Promise<number> {
  const row = await db.select({ n: count() }).from(approvals).where(eq(approvals.status, "pending")).get();
  return row?.n ?? 0;
}

/** An approval with the action that it is about. */
export async function approvalById(db: Database, id: string) {
  return db
    .select({ approval: approvals, action: actions })
    .from(approvals)
    .innerJoin(actions, eq(actions.id, approvals.actionId))
    .where(eq(approvals.id, id))
    .get();
}

/** Effects that a person has been asked about, oldest first. */
export async function listUnknownEffects(db: Database, limit: number) {
  return db
    .select({ effect: effects, kind: actions.kind, target: actions.target, project: actions.project })
    .from(effects)
    .innerJoin(actions, eq(actions.id, effects.actionId))
    .where(eq(effects.state, "unknown"))
    .orderBy(asc(effects.updatedAt))
    .limit(limit);
}
