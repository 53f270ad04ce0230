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
    /** The embedder that has placed it; null: none has. */
    embedder: text(),
    /** Its place, where the index is this table: see `packVector`. */
    vector: text(),
  },
  (t) => [
    index("memories_newest").on(t.project, t.at, t.id),
    index("memories_embedder").on(t.embedder, t.id),
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

export type MemoryRow = typeof memories.$inferSelect;
