import { and, asc, desc, eq, gt, inArray, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import type { Memory, MemoryKind } from "../domain/memory.ts";
import type { Database } from "./database.ts";
import type { Statement } from "./ledger.ts";
import { forgotten, ledger, ledgerReaders, memories, type MemoryRow } from "./schema.ts";
import type { LedgerType } from "../domain/ledger.ts";

/** Whose memories are looked at, and which. */
export interface MemoryScope {
  projects: readonly string[];
  kinds?: readonly MemoryKind[] | undefined;
}

/** The statement that remembers something, unless that is known already. */
export function rememberStatement(db: Database, memory: Memory): Statement {
  return db.insert(memories).values(memory).onConflictDoNothing();
}

/** Which rows are in a scope; null: all. */
export function inScope(scope: MemoryScope | null): SQL | undefined {
  if (scope === null) return undefined;
  const { projects, kinds } = scope;
  return and(
    inArray(memories.project, [...projects]),
    kinds === undefined ? undefined : inArray(memories.kind, [...kinds]),
  );
}

/** The statement that finds memories by words, the best first. `phrase`: in the language of FTS5. */
export function wordsQuery(db: Database, phrase: string, scope: MemoryScope, most: number) {
  return db
    .select({ id: memories.id })
    .from(sql`memory_search`)
    .innerJoin(memories, sql`memories.rowid = memory_search.rowid`)
    .where(and(sql`memory_search MATCH ${phrase}`, inScope(scope)))
    .orderBy(sql`bm25(memory_search, 3.0, 1.0)`, memories.id)
    .limit(most);
}

/** Those of some ids that are there, and in the scope. */
export async function memoriesByIds(
  db: Database,
  ids: readonly string[],
  scope: MemoryScope | null,
): Promise<MemoryRow[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(memories)
    .where(and(inArray(memories.id, [...ids]), inScope(scope)));
}

/** A project's memories, newest first, from a keyset cursor on. */
export async function listMemories(
  db: Database,
  scope: MemoryScope,
  limit: number,
  before: { at: number; id: string } | null,
): Promise<MemoryRow[]> {
  const older = before && sql`(${memories.at}, ${memories.id}) < (${before.at}, ${before.id})`;
  return db
    .select()
    .from(memories)
    .where(and(inScope(scope), older ?? undefined))
    .orderBy(desc(memories.at), desc(memories.id))
    .limit(limit);
}

/** Memories that an embedder has not placed yet. Those before and behind it in the index: what is not equal would be looked for in all. */
export async function unplaced(db: Database, embedder: string, most: number): Promise<MemoryRow[]> {
  return db
    .select()
    .from(memories)
    .where(or(isNull(memories.embedder), lt(memories.embedder, embedder), gt(memories.embedder, embedder)))
    .limit(most);
}

/** The statement that says where a memory is placed. `vector`: null where the index is elsewhere. */
export function placeStatement(
  db: Database,
  id: string,
  { embedder, vector }: { embedder: string; vector: string | null },
): Statement {
  return db.update(memories).set({ embedder, vector }).where(eq(memories.id, id));
}

/** Facts of some types behind a place in the ledger, in order. */
export async function factsBehind(
  db: Database,
  reader: string,
  types: readonly LedgerType[],
  most: number,
): Promise<(typeof ledger.$inferSelect)[]> {
  const place = sql`coalesce((SELECT ${ledgerReaders.seq} FROM ${ledgerReaders} WHERE ${ledgerReaders.name} = ${reader}), 0)`;
  return db
    .select()
    .from(ledger)
    .where(and(inArray(ledger.type, [...types]), gt(ledger.seq, place)))
    .orderBy(asc(ledger.seq))
    .limit(most);
}

/** The statement that says how far a reader has come; it never goes back. */
export function readUpTo(db: Database, name: string, seq: number): Statement {
  return db
    .insert(ledgerReaders)
    .values({ name, seq })
    .onConflictDoUpdate({
      target: ledgerReaders.name,
      set: { seq: sql`max(${ledgerReaders.seq}, excluded.seq)` },
    });
}

/** The statements that take a memory out, and have it taken out of an index elsewhere. */
export function forgetStatements(db: Database, id: string, at: number): Statement[] {
  return [
    db.insert(forgotten).values({ memoryId: id, at }).onConflictDoNothing(),
    db.delete(memories).where(eq(memories.id, id)),
  ];
}

/** What is still to be taken out of an index elsewhere, the longest awaited first. */
export async function stillToForget(db: Database, before: number, most: number): Promise<string[]> {
  const rows = await db
    .select()
    .from(forgotten)
    .where(lte(forgotten.at, before))
    .orderBy(asc(forgotten.at))
    .limit(most);
  return rows.map(({ memoryId }) => memoryId);
}

/** The statement that says that it is. */
export function forgotStatement(db: Database, ids: readonly string[]): Statement {
  return db.delete(forgotten).where(inArray(forgotten.memoryId, [...ids]));
}
