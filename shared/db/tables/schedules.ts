import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** What is asked for again and again, or at one moment, without anybody at the keyboard. */
export const schedules = sqliteTable(
  "schedules",
  {
    id: text().primaryKey(),
    name: text().notNull(),
    /** A cron expression of five fields; null: it happens once, at `moment`. */
    cron: text(),
    moment: integer(),
    /** The zone in which the expression is read and its times are shown. */
    timeZone: text("time_zone").notNull(),
    project: text().notNull(),
    /** The kind of text; null: whatever the request is understood as. */
    kind: text(),
    /** The request, in the words of `wordsBy`. */
    text: text().notNull(),
    /** The Slack channel in which its tasks talk; null: on the dashboard. */
    channel: text(),
    paused: integer({ mode: "boolean" }).notNull(),
    /** The planned time that comes next; null: it is paused, or over. */
    nextAt: integer("next_at"),
    /** When it ran last, and the signal that it ran with. */
    lastAt: integer("last_at"),
    lastSignal: text("last_signal"),
    createdBy: text("created_by").notNull(),
    wordsBy: text("words_by").notNull(),
    updatedBy: text("updated_by").notNull(),
    updatedAt: integer("updated_at").notNull(),
    /** Grows with every edit: whoever edits has seen the one before. */
    version: integer().notNull(),
  },
  (t) => [
    index("schedules_due")
      .on(t.nextAt)
      .where(sql`next_at IS NOT NULL`),
  ],
);
