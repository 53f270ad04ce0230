import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { voiceModelNames } from "../../domain/voice/voice-models.ts";

/** What was read aloud: the sound lies in R2. */
export const voices = sqliteTable(
  "voices",
  {
    /** "voi_…", follows from the action. */
    id: text().primaryKey(),
    project: text().notNull(),
    taskId: text("task_id").notNull(),
    title: text().notNull(),
    /** The name of what is read: see `aboutName`. */
    about: text().notNull(),
    /** Of the document that is read; null: it has none. */
    version: integer(),
    /** The words, as they were agreed to. */
    words: text().notNull(),
    /** At ElevenLabs. */
    speaker: text().notNull(),
    model: text({ enum: voiceModelNames }).notNull(),
    /** In R2. */
    key: text().notNull(),
    bytes: integer().notNull(),
    /** How long it lasts, milliseconds. */
    ms: integer().notNull(),
    /** The person who asked for it. */
    by: text().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [index("voices_newest").on(t.createdAt, t.id), index("voices_about").on(t.about, t.createdAt, t.id)],
);
