import { and, asc, count, desc, eq, isNotNull, isNull, lt, lte, ne, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { actions, approvals, effects } from "./schema.ts";

/** Where a list by risk goes on. */
export interface RiskCursor {
  rank: number;
  at: number;
  id: string;
}

/** What waits, the riskiest first and in each risk the oldest first, from a keyset cursor on. */
export async function listWaiting(
  db: Database,
  held: boolean | null,
  limit: number,
  after: RiskCursor | null,
) {
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
  const { payload, provenance, revision, verdict, dueAt, editedBy } = actions;
  return db
    .select({ approval: approvals, payload, provenance, revision, verdict, dueAt, editedBy })
    .from(approvals)
    .innerJoin(actions, eq(actions.id, approvals.actionId))
    .where(and(eq(approvals.status, "pending"), heldOrNot(held), next))
    .orderBy(desc(approvals.riskRank), asc(approvals.createdAt), asc(approvals.id))
    .limit(limit);
}

function heldOrNot(held: boolean | null): SQL | undefined {
  if (held === null) return undefined;
  return held ? isNotNull(approvals.holdUntil) : isNull(approvals.holdUntil);
}

/** How much waits; only holds, all but holds, or both. */
export async function countWaiting(db: Database, held: boolean | null): Promise<number> {
  const row = await db
    .select({ n: count() })
    .from(approvals)
    .where(and(eq(approvals.status, "pending"), heldOrNot(held)))
    .get();
  return row?.n ?? 0;
}

/** The version of an action that came before it in its task, with what people said of it; null for a first one. */
export async function versionBefore(
  db: Database,
  { id, taskId, kind, revision }: Pick<typeof actions.$inferSelect, "id" | "taskId" | "kind" | "revision">,
) {
  const row = await db
    .select({
      revision: actions.revision,
      payload: actions.payload,
      decidedBy: approvals.decidedBy,
      reason: approvals.reason,
    })
    .from(actions)
    .leftJoin(approvals, eq(approvals.actionId, actions.id))
    .where(
      and(
        eq(actions.taskId, taskId),
        eq(actions.kind, kind),
        ne(actions.id, id),
        lt(actions.revision, revision),
      ),
    )
    .orderBy(desc(actions.revision))
    .limit(1)
    .get();
  return row ?? null;
}

export async function actionById(db: Database, id: string) {
  return db.select().from(actions).where(eq(actions.id, id)).get();
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

/** An action with the approval that it waited for, and how far it has come. */
export async function askedAction(db: Database, actionId: string) {
  return db
    .select({ action: actions, approval: approvals, effect: effects.state })
    .from(actions)
    .innerJoin(approvals, eq(approvals.actionId, actions.id))
    .leftJoin(effects, eq(effects.actionId, actions.id))
    .where(eq(actions.id, actionId))
    .get();
}

/** All that was ever asked about in a bundle, oldest first, with what it is about and how far that has come. */
export async function itemsOf(db: Database, bundle: string) {
  const { payload, provenance, revision, verdict, dueAt, editedBy } = actions;
  return db
    .select({
      approval: approvals,
      payload,
      provenance,
      revision,
      verdict,
      dueAt,
      editedBy,
      effect: effects.state,
    })
    .from(approvals)
    .innerJoin(actions, eq(actions.id, approvals.actionId))
    .leftJoin(effects, eq(effects.actionId, approvals.actionId))
    .where(eq(approvals.bundle, bundle))
    .orderBy(asc(approvals.createdAt), asc(approvals.id));
}

/** All that a task has asked people, or its windows, oldest first. */
export async function approvalsOf(db: Database, taskId: string) {
  return db
    .select()
    .from(approvals)
    .where(eq(approvals.taskId, taskId))
    .orderBy(asc(approvals.createdAt), asc(approvals.id));
}

/** What waits in a task, oldest first. */
export async function pendingApprovalsOf(db: Database, taskId: string) {
  return db
    .select()
    .from(approvals)
    .where(and(eq(approvals.taskId, taskId), eq(approvals.status, "pending")))
    .orderBy(asc(approvals.createdAt), asc(approvals.id));
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
