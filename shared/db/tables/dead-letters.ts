import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { deadLetterStates } from "../../domain/dead-letter.ts";

/** Messages that no consumer could handle, kept for people. */
export const deadLetters = sqliteTable(
  "dead_letters",
  {
    id: text().primaryKey(),
    queue: text().notNull(),
    body: text().notNull(),
    reason: text().notNull(),
    attempts: integer().notNull(),
    signalId: text("signal_id"),
    state: text({ enum: deadLetterStates }).notNull().default("open"),
    closedBy: text("closed_by"),
    closedAt: integer("closed_at"),
    /** Why it was discarded. */
    closedWhy: text("closed_why"),
    at: integer().notNull(),
  },
  (t) => [index("dead_letters_state").on(t.state, t.at, t.id)],
);
