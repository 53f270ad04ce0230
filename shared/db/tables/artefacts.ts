import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { artefactKinds, type Change, type Entry } from "../../domain/artefacts/artefact.ts";

/** Each project's documents as they are now. */
export const artefacts = sqliteTable(
  "artefacts",
  {
    project: text().notNull(),
    kind: text({ enum: artefactKinds }).notNull(),
    version: integer().notNull(),
    entries: text({ mode: "json" }).$type<Entry[]>().notNull(),
    /** Numbers given to rows so far. */
    numbered: integer().notNull().default(0),
    updatedBy: text("updated_by").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.project, t.kind] })],
);

/** How they came to be so: each change with what undoes it. */
export const artefactVersions = sqliteTable(
  "artefact_versions",
  {
    project: text().notNull(),
    kind: text({ enum: artefactKinds }).notNull(),
    version: integer().notNull(),
    changes: text({ mode: "json" }).$type<Change[]>().notNull(),
    /** The touched entries as they were; null: it wasn't there. */
    before: text({ mode: "json" }).$type<Record<string, Entry | null>>().notNull(),
    /** A person's id, or "signalbox". */
    author: text().notNull(),
    reason: text().notNull(),
    /** The action by which it happened; null: a person wrote it. */
    actionId: text("action_id"),
    at: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.project, t.kind, t.version] }),
    index("artefact_versions_action").on(t.actionId),
  ],
);

/** Changes that the crew would make and may not: to what a person wrote, or at a level that only observes. */
export const artefactSuggestions = sqliteTable(
  "artefact_suggestions",
  {
    id: text().primaryKey(),
    project: text().notNull(),
    kind: text({ enum: artefactKinds }).notNull(),
    /** The entry that it would change or make. */
    entryId: text("entry_id").notNull(),
    change: text({ mode: "json" }).$type<Change>().notNull(),
    reason: text().notNull(),
    taskId: text("task_id"),
    actionId: text("action_id"),
    state: text({ enum: ["open", "accepted", "dismissed", "superseded"] }).notNull(),
    decidedBy: text("decided_by"),
    decidedAt: integer("decided_at"),
    at: integer().notNull(),
  },
  (t) => [
    index("artefact_suggestions_open").on(t.project, t.kind, t.state, t.at),
    index("artefact_suggestions_action").on(t.actionId),
  ],
);
