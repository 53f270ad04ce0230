import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** The mailboxes that are read: how far, who is at it, and whether Gmail tells of what comes. */
export const mailboxes = sqliteTable("mailboxes", {
  /** Its address, lower case. */
  address: text().primaryKey(),
  /** The moment in the mailbox's history up to which it was read; null: it wasn't yet. */
  historyId: text("history_id"),
  /** When what was read last had come in. */
  seenAt: integer("seen_at").notNull(),
  /** Names the look that is under way, until when it may be. */
  lease: text(),
  leaseUntil: integer("lease_until"),
  /** When somebody last said that there is something to see. */
  wantedAt: integer("wanted_at").notNull(),
  /** When the last look that came through began. */
  lookedAt: integer("looked_at").notNull(),
  /** When it is looked at again though nobody says anything. */
  dueAt: integer("due_at").notNull(),
  /** Why the last look didn't come through; null: it did. */
  error: text(),
  /** Until when Gmail tells of what comes, when that is asked for anew, and why it couldn't be. */
  watchUntil: integer("watch_until"),
  watchDueAt: integer("watch_due_at").notNull(),
  watchError: text("watch_error"),
});
