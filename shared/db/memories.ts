import { and, asc, desc, eq, gt, gte, inArray, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/sqlite-core";
import type { Memory, MemoryKind } from "../domain/memory.ts";
import type { Database } from "./database.ts";
import type { Statement } from "./ledger.ts";
import { insertFrom } from "./insert-where.ts";
import { forgotten, ledger, ledgerReaders, memories, type MemoryRow, reindexes, tasks } from "./schema.ts";
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

const placed = { id: memories.id, embedder: memories.embedder, vector: memories.vector };
/** Of those that were found by words, how well: the least is the best. */
const rank = sql<number>`bm25(memory_search, 3.0, 1.0)`;

/** A memory that may be close, with its place; `rank`: null where no words were looked for. */
export interface Candidate {
  id: string;
  embedder: string | null;
  vector: string | null;
  rank: number | null;
}

/** Memories that share words, and the newest of some projects, so many of each, in one statement. */
export async function candidates(
  db: Database,
  { phrase, newestOf, scope }: { phrase: string | null; newestOf: readonly string[]; scope: MemoryScope },
  { byWords, newest }: { byWords: number; newest: number },
): Promise<Candidate[]> {
  const words = () => db.select().from(wordsQuery(db, phrase ?? "", scope, byWords).as("one"));
  const places = newestOf.map((project) =>
    db.select().from(placesQuery(db, project, scope, newest).as("one")),
  );
  const [first, second, ...others] = [...(phrase === null ? [] : [words()]), ...places];
  if (first === undefined) return [];
  return second === undefined ? first : unionAll(first, second, ...others);
}

/** The newest memories of a project with their places. */
export function placesQuery(db: Database, project: string, { kinds }: MemoryScope, most: number) {
  return db
    .select({ ...placed, rank: sql<number | null>`NULL`.as("rank") })
    .from(memories)
    .where(inScope({ projects: [project], kinds }))
    .orderBy(desc(memories.at))
    .limit(most);
}

/** The statement that finds memories by words, the best first, with their places. `phrase`: in the language of FTS5. */
export function wordsQuery(db: Database, phrase: string, scope: MemoryScope, most: number) {
  return db
    .select({ ...placed, rank: rank.as("rank") })
    .from(sql`memory_search`)
    .innerJoin(memories, sql`memories.rowid = memory_search.rowid`)
    .where(and(sql`memory_search MATCH ${phrase}`, inScope(scope)))
    .orderBy(rank, memories.id)
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

/** Those of any number of ids that are there. */
export async function memoriesListed(db: Database, ids: readonly string[]): Promise<MemoryRow[]> {
  if (ids.length === 0) return [];
  const listed = sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  return db
    .select()
    .from(memories)
    .where(sql`${memories.id} IN ${listed}`);
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

/** The placing anew that is under way. */
export async function openReindex(db: Database) {
  return db
    .select()
    .from(reindexes)
    .where(isNull(reindexes.endedAt))
    .orderBy(asc(reindexes.at))
    .limit(1)
    .get();
}

export async function reindexById(db: Database, id: string) {
  return db.select().from(reindexes).where(eq(reindexes.id, id)).get();
}

/** Takes the next memories from their places, and says how far it has come, in one batch. Two at once take the same. */
export async function takeFromPlaces(
  db: Database,
  { id, after, taken }: typeof reindexes.$inferSelect,
  most: number,
  at: number,
): Promise<void> {
  const rows = await db
    .select({ id: memories.id })
    .from(memories)
    .where(gt(memories.id, after))
    .orderBy(asc(memories.id))
    .limit(most);
  const last = rows.at(-1)?.id ?? after;
  const isStillThere = and(eq(reindexes.id, id), eq(reindexes.after, after));
  await db.batch([
    db
      .update(memories)
      .set({ embedder: null, vector: null })
      .where(and(gt(memories.id, after), lte(memories.id, last))),
    db
      .update(reindexes)
      .set({ after: last, taken: taken + rows.length, endedAt: rows.length < most ? at : null })
      .where(isStillThere),
  ]);
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

/** The same for all that is remembered of a document. */
export function forgetPartsStatements(db: Database, document: string, at: number): Statement[] {
  const isPart = eq(memories.partOf, document);
  return [
    insertFrom(
      db,
      forgotten,
      { memoryId: sql`${memories.id}`, at },
      sql`FROM ${memories} WHERE ${isPart}`,
    ).onConflictDoNothing(),
    db.delete(memories).where(isPart),
  ];
}

/** The memories of a kind that are older than a time, the oldest first. */
export function oldMemories(db: Database, kind: MemoryKind, before: number, most: number) {
  return db
    .select({ id: memories.id })
    .from(memories)
    .where(and(eq(memories.kind, kind), lt(memories.at, before)))
    .orderBy(asc(memories.at))
    .limit(most);
}

/** What people have asked for in a project since a time, the newest first. */
export async function revisionsSince(db: Database, project: string, since: number, most: number) {
  return db
    .select({ memory: memories, taskKind: tasks.kind })
    .from(memories)
    .innerJoin(tasks, eq(tasks.id, memories.taskId))
    .where(and(eq(memories.project, project), eq(memories.kind, "revision"), gte(memories.at, since)))
    .orderBy(desc(memories.at))
    .limit(most);
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
