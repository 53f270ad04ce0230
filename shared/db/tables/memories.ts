import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { memoryKinds } from "../../domain/memory.ts";
import { provenances } from "../../domain/provenance.ts";

/** What the crew remembers: the truth of it. Where it lies among others is an index, which can be made anew. */
export const memories = sqliteTable(
  "memories",
  {
    id: text().primaryKey(),
    project: text().notNull(),
    kind: text({ enum: memoryKinds }).notNull(),
    title: text().notNull(),
    text: text().notNull(),
    url: text(),
    taskId: text("task_id"),
    by: text(),
    provenance: text({ enum: provenances }).notNull(),
    at: integer().notNull(),
    /** The document that it is a part of; null: it is of none. */
    partOf: text("part_of"),
    /** The embedder that has placed it; null: none has. */
    embedder: text(),
    /** Its place, where the index is this table: see `packVector`. */
    vector: text(),
  },
  (t) => [
    index("memories_newest").on(t.project, t.at, t.id),
    index("memories_embedder").on(t.embedder, t.id),
    index("memories_kind").on(t.project, t.kind, t.at, t.id),
    index("memories_oldest").on(t.kind, t.at),
    index("memories_part_of").on(t.partOf),
  ],
);

/** What is to be taken out of an index outside, since nobody is to remember it. */
export const forgotten = sqliteTable(
  "forgotten",
  {
    memoryId: text("memory_id").primaryKey(),
    at: integer().notNull(),
  },
  (t) => [index("forgotten_at").on(t.at)],
);

/** Up to where the ledger has been read, by who reads it. */
export const ledgerReaders = sqliteTable("ledger_readers", {
  name: text().primaryKey(),
  seq: integer().notNull(),
});

/** The placing anew of all that is remembered: how far it has come. */
export const reindexes = sqliteTable(
  "reindexes",
  {
    id: text().primaryKey(),
    by: text().notNull(),
    at: integer().notNull(),
    /** The last memory that was taken from its place; empty: none was. */
    after: text().notNull().default(""),
    /** So many were. */
    taken: integer().notNull().default(0),
    endedAt: integer("ended_at"),
  },
  (t) => [index("reindexes_open").on(t.endedAt, t.at)],
);

export type MemoryRow = typeof memories.$inferSelect;
