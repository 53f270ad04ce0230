import { and, desc, eq, or, type SQL, sql } from "drizzle-orm";
import type { HouseState } from "../domain/house-rule.ts";
import type { Database } from "./database.ts";
import { houseProposals, type HouseProposalRow } from "./schema.ts";

/** The statement that takes out open proposals which rest on memories that are to be forgotten. */
export function dropProposalsOn(db: Database, memoryIds: readonly string[]) {
  const list = JSON.stringify(memoryIds);
  return db
    .delete(houseProposals)
    .where(
      and(
        eq(houseProposals.state, "proposed"),
        sql`EXISTS (SELECT 1 FROM json_each(${houseProposals.evidence}) AS one WHERE one.value IN (SELECT value FROM json_each(${list})))`,
      ),
    );
}

/** The newest proposals in some states. */
export async function listProposals(
  db: Database,
  states: readonly HouseState[],
  most: number,
): Promise<HouseProposalRow[]> {
  return db
    .select()
    .from(houseProposals)
    .where(or(...states.map((state) => eq(houseProposals.state, state))))
    .orderBy(desc(houseProposals.at), desc(houseProposals.id))
    .limit(most);
}

/** All that was proposed in a project lately, whatever became of it. */
export async function proposalsOf(db: Database, project: string, most: number): Promise<HouseProposalRow[]> {
  return db
    .select()
    .from(houseProposals)
    .where(eq(houseProposals.project, project))
    .orderBy(desc(houseProposals.at))
    .limit(most);
}

export async function proposalById(db: Database, id: string): Promise<HouseProposalRow | null> {
  const row = await db.select().from(houseProposals).where(eq(houseProposals.id, id)).get();
  return row ?? null;
}

/** The statement that puts a proposal down, unless it is there already. */
export function proposeStatement(db: Database, row: typeof houseProposals.$inferInsert) {
  return db.insert(houseProposals).values(row).onConflictDoNothing().returning({ id: houseProposals.id });
}

type Settled = Pick<HouseProposalRow, "state" | "words" | "decidedBy" | "decidedAt">;

/** The statement that says what people have made of it, while it is open and something else holds. */
export function settleProposalWhere(db: Database, id: string, set: Settled, guard: SQL | undefined) {
  return db
    .update(houseProposals)
    .set(set)
    .where(and(eq(houseProposals.id, id), eq(houseProposals.state, "proposed"), guard))
    .returning({ id: houseProposals.id });
}

/** The same where nothing else has to hold, with what tells whether this very one was written. */
export function settleProposal(db: Database, id: string, set: Settled) {
  const { state, decidedBy, decidedAt } = set;
  return {
    statement: settleProposalWhere(db, id, set, undefined),
    isSet: sql`EXISTS (SELECT 1 FROM ${houseProposals} WHERE id = ${id} AND state = ${state} AND decided_by = ${decidedBy} AND decided_at = ${decidedAt})`,
  };
}
