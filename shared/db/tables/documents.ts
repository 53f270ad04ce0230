import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { documentStates } from "../../domain/delivery/document.ts";
import { documentTypes } from "../../domain/delivery/read-document.ts";
import { provenances } from "../../domain/provenance.ts";

/** A project's documents, by their names. What each says is in its versions. */
export const documents = sqliteTable(
  "documents",
  {
    /** "doc_…", never used again. */
    id: text().primaryKey(),
    project: text().notNull(),
    /** As the file is called. */
    name: text().notNull(),
    /** The number of its newest version. */
    version: integer().notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [
    uniqueIndex("documents_name").on(t.project, t.name),
    index("documents_newest").on(t.project, t.updatedAt, t.id),
  ],
);

/** The versions of documents. Nothing is ever taken out, and of what was read nothing changes. */
export const documentVersions = sqliteTable(
  "document_versions",
  {
    documentId: text("document_id").notNull(),
    version: integer().notNull(),
    project: text().notNull(),
    /** The version before; null: it is the first. */
    supersedes: integer(),
    /** Null: it isn't known what it is. */
    type: text({ enum: documentTypes }),
    sha256: text().notNull(),
    bytes: integer().notNull(),
    /** In R2: the file as it came. */
    rawKey: text("raw_key").notNull(),
    /** In R2: its text, and its marks as JSON; null: it isn't read. */
    textKey: text("text_key"),
    marksKey: text("marks_key"),
    /** The person, or `mail:address`. */
    by: text().notNull(),
    provenance: text({ enum: provenances }).notNull(),
    /** The upload that it came with. */
    uploadId: text("upload_id").notNull(),
    /** The document in which it came: the mail that it was attached to. */
    partOf: text("part_of"),
    state: text({ enum: documentStates }).notNull(),
    /** Why it is refused: a word for programs, and for people with the way out; what a read one is to be known for; why it waits. */
    code: text(),
    reason: text(),
    pages: integer(),
    characters: integer(),
    createdAt: integer("created_at").notNull(),
    /** How often it was begun to be read; 0 again when nothing was wrong with it. */
    tries: integer().notNull().default(0),
    /** When its state became what it is, or it was looked at last while it waits. */
    settledAt: integer("settled_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.documentId, t.version] }),
    index("document_versions_bytes").on(t.project, t.sha256),
    index("document_versions_waiting")
      .on(t.settledAt)
      .where(sql`state = 'waiting'`),
  ],
);

/** Files on their way in parts. */
export const documentUploads = sqliteTable(
  "document_uploads",
  {
    id: text().primaryKey(),
    project: text().notNull(),
    name: text().notNull(),
    /** As announced; what comes is held to it. */
    bytes: integer().notNull(),
    by: text().notNull(),
    provenance: text({ enum: provenances }).notNull(),
    rawKey: text("raw_key").notNull(),
    /** R2's own name of it. */
    multipartId: text("multipart_id").notNull(),
    createdAt: integer("created_at").notNull(),
    /** When all of it had come. */
    completedAt: integer("completed_at"),
  },
  (t) => [index("document_uploads_oldest").on(t.createdAt)],
);

/** The parts of them that have come. A part that comes again takes the place of its own. */
export const documentUploadParts = sqliteTable(
  "document_upload_parts",
  {
    uploadId: text("upload_id").notNull(),
    /** Counted from 1. */
    part: integer().notNull(),
    etag: text().notNull(),
    bytes: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.uploadId, t.part] })],
);
