import { and, asc, desc, eq, getTableColumns, lt, type SQL, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { insertWhere } from "./insert-where.ts";
import { documents, documentUploadParts, documentUploads, documentVersions } from "./schema.ts";

export type DocumentRow = typeof documents.$inferSelect;
export type DocumentVersionRow = typeof documentVersions.$inferSelect;
export type DocumentUploadRow = typeof documentUploads.$inferSelect;

type Before = { at: number; id: string } | null;

const newest = and(
  eq(documentVersions.documentId, documents.id),
  eq(documentVersions.version, documents.version),
);

/** A project's documents with their newest versions, the last changed first. */
export async function listDocuments(db: Database, project: string, limit: number, before: Before) {
  return db
    .select({ document: getTableColumns(documents), newest: getTableColumns(documentVersions) })
    .from(documents)
    .innerJoin(documentVersions, newest)
    .where(
      and(
        eq(documents.project, project),
        before === null
          ? undefined
          : sql`(${documents.updatedAt}, ${documents.id}) < (${before.at}, ${before.id})`,
      ),
    )
    .orderBy(desc(documents.updatedAt), desc(documents.id))
    .limit(limit);
}

export async function documentById(db: Database, project: string, id: string) {
  return db
    .select()
    .from(documents)
    .where(and(eq(documents.id, id), eq(documents.project, project)))
    .get();
}

export async function documentByName(db: Database, project: string, name: string) {
  return db
    .select()
    .from(documents)
    .where(and(eq(documents.project, project), eq(documents.name, name)))
    .get();
}

/** Most of a document's versions that are listed. */
const mostVersions = 200;

/** A document's versions, the newest first. */
export async function versionsOf(db: Database, documentId: string): Promise<DocumentVersionRow[]> {
  return db
    .select()
    .from(documentVersions)
    .where(eq(documentVersions.documentId, documentId))
    .orderBy(desc(documentVersions.version))
    .limit(mostVersions);
}

export async function versionOf(db: Database, documentId: string, version: number) {
  return db
    .select()
    .from(documentVersions)
    .where(and(eq(documentVersions.documentId, documentId), eq(documentVersions.version, version)))
    .get();
}

/** Versions of documents, in one question. D1 binds a hundred values at most, so they are asked for by one list. */
export async function versionsNamed(
  db: Database,
  named: readonly { id: string; version: number }[],
): Promise<DocumentVersionRow[]> {
  const list = JSON.stringify(named.map(({ id, version }) => [id, version]));
  const wanted = sql`(SELECT value ->> 0, value ->> 1 FROM json_each(${list}))`;
  return db
    .select()
    .from(documentVersions)
    .where(sql`(${documentVersions.documentId}, ${documentVersions.version}) IN ${wanted}`);
}

/** The newest version of a document of the project that has exactly these bytes, with the document's name. */
export async function withTheseBytes(db: Database, project: string, sha256: string) {
  return db
    .select({ name: documents.name, version: getTableColumns(documentVersions) })
    .from(documentVersions)
    .innerJoin(documents, newest)
    .where(and(eq(documentVersions.project, project), eq(documentVersions.sha256, sha256)))
    .orderBy(asc(documentVersions.createdAt))
    .get();
}

/**
 * The statements that write a version unless the document has another newest one by now, and what tells whether they did. Of a new
 * document the version is 1.
 */
export function insertDocumentVersion(db: Database, name: string, row: DocumentVersionRow) {
  const { documentId, project, version, createdAt } = row;
  const document = { id: documentId, project, name, version, createdAt, updatedAt: createdAt };
  const isNewest = sql`EXISTS (SELECT 1 FROM ${documents} WHERE ${documents.id} = ${documentId} AND ${documents.version} = ${version})`;
  const mine = sql`EXISTS (SELECT 1 FROM ${documentVersions} WHERE ${and(
    ofVersion(row),
    eq(documentVersions.uploadId, row.uploadId),
    eq(documentVersions.rawKey, row.rawKey),
  )})`;
  return {
    statements: [
      db
        .insert(documents)
        .values(document)
        .onConflictDoUpdate({
          target: [documents.project, documents.name],
          set: { version: sql`excluded.version`, updatedAt: sql`excluded.updated_at` },
          setWhere: sql`${documents.version} = excluded.version - 1 AND ${documents.id} = excluded.id`,
        }),
      insertWhere(db, documentVersions, row, isNewest)
        .onConflictDoNothing()
        .returning({ version: documentVersions.version }),
    ],
    mine,
  };
}

const ofVersion = ({ documentId, version }: Pick<DocumentVersionRow, "documentId" | "version">) =>
  and(eq(documentVersions.documentId, documentId), eq(documentVersions.version, version));

/** The statement that changes a version that waits, and what tells whether it is in the new state at this moment. */
export function settleVersion(
  db: Database,
  row: DocumentVersionRow,
  set: Partial<DocumentVersionRow> & Pick<DocumentVersionRow, "state" | "settledAt">,
): { statement: ReturnType<typeof update>; isSet: SQL } {
  const isSet = sql`EXISTS (SELECT 1 FROM ${documentVersions} WHERE ${and(
    ofVersion(row),
    eq(documentVersions.state, set.state),
    eq(documentVersions.settledAt, set.settledAt),
  )})`;
  return { statement: update(db, row, set), isSet };
}

function update(db: Database, row: DocumentVersionRow, set: Partial<DocumentVersionRow>) {
  return db
    .update(documentVersions)
    .set(set)
    .where(and(ofVersion(row), eq(documentVersions.state, "waiting")))
    .returning({ version: documentVersions.version });
}

/** Takes up versions that have waited since before a moment: whoever asks next is given others. */
export async function claimWaiting(db: Database, before: number, now: number, limit: number) {
  const waiting = db
    .select({ place: sql`rowid` })
    .from(documentVersions)
    .where(and(sql`state = 'waiting'`, lt(documentVersions.settledAt, before)))
    .orderBy(asc(documentVersions.settledAt))
    .limit(limit);
  return db
    .update(documentVersions)
    .set({ settledAt: now, tries: sql`${documentVersions.tries} + 1` })
    .where(and(sql`rowid IN ${waiting}`, sql`state = 'waiting'`))
    .returning();
}

export async function uploadById(db: Database, project: string, id: string) {
  return db
    .select()
    .from(documentUploads)
    .where(and(eq(documentUploads.id, id), eq(documentUploads.project, project)))
    .get();
}

/** The parts of an upload that have come, in order. */
export async function partsOf(db: Database, uploadId: string) {
  return db
    .select()
    .from(documentUploadParts)
    .where(eq(documentUploadParts.uploadId, uploadId))
    .orderBy(asc(documentUploadParts.part));
}
