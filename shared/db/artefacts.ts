import { and, count, desc, eq, gt, inArray, lt, ne, type SQL, sql } from "drizzle-orm";
import { type ArtefactKind, artefactKinds, type Entry, headId } from "../domain/artefacts/artefact.ts";
import type { Before } from "../domain/artefacts/changes-between.ts";
import type { Database } from "./database.ts";
import { insertWhere } from "./insert-where.ts";
import { artefacts, artefactSuggestions, artefactVersions } from "./schema.ts";
import { lookUp } from "../platform/look-up.ts";

export type ArtefactRow = typeof artefacts.$inferSelect;
export type VersionRow = typeof artefactVersions.$inferSelect;
export type SuggestionRow = typeof artefactSuggestions.$inferSelect;

/** One document of one project. */
export interface ArtefactName {
  project: string;
  kind: ArtefactKind;
}

export async function artefactRow(db: Database, name: ArtefactName): Promise<ArtefactRow | undefined> {
  const [row] = await selectArtefact(db, name);
  return row;
}

function selectArtefact(db: Database, { project, kind }: ArtefactName) {
  return db
    .select()
    .from(artefacts)
    .where(and(eq(artefacts.project, project), eq(artefacts.kind, kind)));
}

const ofVersion = ({ project, kind }: ArtefactName) =>
  and(eq(artefactVersions.project, project), eq(artefactVersions.kind, kind));

/** A document's versions newest first, from before a version on. */
export async function artefactVersionRows(
  db: Database,
  name: ArtefactName,
  limit: number,
  before: number | null,
): Promise<VersionRow[]> {
  return db
    .select()
    .from(artefactVersions)
    .where(and(ofVersion(name), before === null ? undefined : lt(artefactVersions.version, before)))
    .orderBy(desc(artefactVersions.version))
    .limit(limit);
}

/** What an action has made of a document. */
export interface Traces {
  /** The version that it has written; null: none. */
  version: number | null;
  /** How many suggestions stem from it. */
  suggested: number;
}

/** A document, what waits beside it and what an action has made of it, as they are in one moment. */
export async function artefactState(
  db: Database,
  name: ArtefactName,
  actionId: string | null,
): Promise<{ row: ArtefactRow | undefined; waiting: SuggestionRow[]; traces: Traces }> {
  const [[row], waiting, [version], [suggestions]] = await db.batch([
    selectArtefact(db, name),
    selectSuggestions(db, name, ["open"]),
    db
      .select({ version: artefactVersions.version })
      .from(artefactVersions)
      .where(eq(artefactVersions.actionId, actionId ?? "")),
    db
      .select({ n: count() })
      .from(artefactSuggestions)
      .where(eq(artefactSuggestions.actionId, actionId ?? "")),
  ]);
  return { row, waiting, traces: { version: version?.version ?? null, suggested: suggestions?.n ?? 0 } };
}

/** The entries that were touched since a version, as they were at it. */
export async function touchedSince(db: Database, name: ArtefactName, version: number): Promise<Before> {
  // With one min() SQLite gives the other columns of that very row: the oldest word on each entry.
  const rows = await db
    .select({
      id: sql<string>`json_each.key`,
      entry: sql<string | null>`json_each.value`,
      oldest: sql<number>`min(${artefactVersions.version})`,
    })
    .from(sql`${artefactVersions}, json_each(${artefactVersions.before})`)
    .where(and(ofVersion(name), gt(artefactVersions.version, version)))
    .groupBy(sql`json_each.key`);
  return Object.fromEntries(rows.map(({ id, entry }) => [id, entry === null ? null : JSON.parse(entry)]));
}

/** So many of a document's newest versions are looked through, however long its history is. */
const lookBack = 200;

/** The entries that people have taken out lately. `newest`: the document's version. */
export async function removedByPeople(
  db: Database,
  name: ArtefactName,
  newest: number,
  crew: string,
): Promise<Entry[]> {
  const rows = await db
    .select({ changes: artefactVersions.changes, before: artefactVersions.before })
    .from(artefactVersions)
    .where(and(ofLate(name, newest), ne(artefactVersions.author, crew)))
    .orderBy(desc(artefactVersions.version));
  return rows.flatMap(({ changes, before }) =>
    changes.flatMap(({ op, id }) => (op === "remove" ? (lookUp(before, id) ?? []) : [])),
  );
}

/** The late versions since a moment that touched any of these entries, newest first. */
export async function versionsTouching(
  db: Database,
  name: ArtefactName,
  newest: number,
  ids: readonly string[],
  since: number,
): Promise<Pick<VersionRow, "author" | "actionId" | "changes">[]> {
  const listed = sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  const touches = sql`EXISTS (SELECT 1 FROM json_each(${artefactVersions.before}) WHERE json_each.key IN ${listed})`;
  return db
    .select({
      author: artefactVersions.author,
      actionId: artefactVersions.actionId,
      changes: artefactVersions.changes,
    })
    .from(artefactVersions)
    .where(and(ofLate(name, newest), gt(artefactVersions.at, since), touches))
    .orderBy(desc(artefactVersions.version));
}

function ofLate(name: ArtefactName, newest: number): SQL | undefined {
  return and(ofVersion(name), gt(artefactVersions.version, newest - lookBack));
}

/** The statement that writes a version unless another one has that number, and what tells whether it did. */
export function insertVersion(db: Database, row: VersionRow, guard: SQL = sql`true`) {
  const statement = insertWhere(db, artefactVersions, row, guard)
    .onConflictDoNothing()
    .returning({ version: artefactVersions.version });
  const mine = sql`EXISTS (SELECT 1 FROM ${artefactVersions} WHERE ${and(
    ofVersion(row),
    eq(artefactVersions.version, row.version),
    eq(artefactVersions.author, row.author),
    eq(artefactVersions.at, row.at),
    sql`${artefactVersions.actionId} IS ${row.actionId}`,
  )})`;
  return { statement, mine };
}

/**
 * The statement that makes a document what a version has made of it, where that version was written. Its row is written
 * whole: to patch its entries in place would be billed as a row read for each. Of two that are written in one moment by
 * one person, only the one that follows on what is there counts.
 */
export function putArtefact(db: Database, row: ArtefactRow, mine: SQL) {
  return insertWhere(db, artefacts, row, mine).onConflictDoUpdate({
    target: [artefacts.project, artefacts.kind],
    // Its entries are sent once.
    set: {
      version: sql`excluded.version`,
      entries: sql`excluded.entries`,
      numbered: sql`excluded.numbered`,
      updatedBy: sql`excluded.updated_by`,
      updatedAt: sql`excluded.updated_at`,
    },
    setWhere: sql`${artefacts.version} = excluded.version - 1`,
  });
}

const ofSuggestion = ({ project, kind }: ArtefactName) =>
  and(eq(artefactSuggestions.project, project), eq(artefactSuggestions.kind, kind));

type Waiting = readonly ("open" | "dismissed")[];

/** What waits for people, and what they have dismissed lately. */
export async function suggestionsOf(
  db: Database,
  name: ArtefactName,
  states: Waiting,
): Promise<SuggestionRow[]> {
  return selectSuggestions(db, name, states);
}

function selectSuggestions(db: Database, name: ArtefactName, states: Waiting) {
  return db
    .select()
    .from(artefactSuggestions)
    .where(and(ofSuggestion(name), inArray(artefactSuggestions.state, states)))
    .orderBy(desc(artefactSuggestions.at), desc(artefactSuggestions.id))
    .limit(500);
}

export async function suggestionById(db: Database, project: string, id: string) {
  return db
    .select()
    .from(artefactSuggestions)
    .where(and(eq(artefactSuggestions.id, id), eq(artefactSuggestions.project, project)))
    .get();
}

/** The statement that closes suggestions that wait, where `so` holds. */
export function closeSuggestions(
  db: Database,
  ids: readonly string[],
  set: Pick<SuggestionRow, "state" | "decidedBy" | "decidedAt">,
  so: SQL = sql`true`,
) {
  const listed = sql`${artefactSuggestions.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  return db
    .update(artefactSuggestions)
    .set(set)
    .where(and(listed, eq(artefactSuggestions.state, "open"), so))
    .returning({ id: artefactSuggestions.id });
}

/** Whether a suggestion is in a state. */
export function isIn(id: string, state: SuggestionRow["state"]): SQL {
  const where = and(eq(artefactSuggestions.id, id), eq(artefactSuggestions.state, state));
  return sql`EXISTS (SELECT 1 FROM ${artefactSuggestions} WHERE ${where})`;
}

/** How a project's documents stand, and how many suggestions wait for each. */
export async function artefactOverview(db: Database, project: string) {
  const [states, waiting] = await db.batch([
    db
      .select({
        kind: artefacts.kind,
        version: artefacts.version,
        updatedAt: artefacts.updatedAt,
        updatedBy: artefacts.updatedBy,
        entries: sql<number>`json_array_length(${artefacts.entries}) - (json_extract(${artefacts.entries}, '$[0].id') IS ${headId})`,
      })
      .from(artefacts)
      .where(eq(artefacts.project, project)),
    db
      .select({ kind: artefactSuggestions.kind, n: count() })
      .from(artefactSuggestions)
      .where(
        and(
          eq(artefactSuggestions.project, project),
          // With every kind named the index leads to what waits, past all that is decided.
          inArray(artefactSuggestions.kind, artefactKinds),
          eq(artefactSuggestions.state, "open"),
        ),
      )
      .groupBy(artefactSuggestions.kind),
  ]);
  return { states, waiting };
}
