import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { SourceState } from "../../domain/watch/source-state.ts";

/** What is asked for what its webhooks may have failed to tell: how it stands, and when it is asked again. */
export const polls = sqliteTable("polls", {
  /** The service and the place in it: "github:acme/shop". */
  source: text().primaryKey(),
  state: text({ mode: "json" }).$type<SourceState>().notNull(),
  dueAt: integer("due_at").notNull(),
  /** What was before is nobody's news. */
  createdAt: integer("created_at").notNull(),
});

export type PollRow = typeof polls.$inferSelect;
