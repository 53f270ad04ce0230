import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { liveSettings } from "../../domain/live-settings.ts";

/** Settings that people have changed while the system runs: the newest of each name counts, before the configuration's. */
export const settingsChanges = sqliteTable(
  "settings_changes",
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    name: text({ enum: liveSettings }).notNull(),
    /** JSON; null: the configuration's own again. */
    value: text(),
    by: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [index("settings_changes_name").on(t.name, t.seq)],
);
