import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { scopeKinds } from "../../domain/stop.ts";

/** Stops: who halted what and why, and who let it go on. Nothing is ever taken out. */
export const stops = sqliteTable(
  "stops",
  {
    id: text().primaryKey(),
    scope: text({ enum: scopeKinds }).notNull(),
    /** Empty where the scope is everything. */
    name: text().notNull(),
    by: text().notNull(),
    at: integer().notNull(),
    reason: text().notNull(),
    resumedBy: text("resumed_by"),
    resumedAt: integer("resumed_at"),
    resumedReason: text("resumed_reason"),
    /** When all that waited for its end had been woken. */
    settledAt: integer("settled_at"),
  },
  (t) => [
    index("stops_newest").on(t.at, t.id),
    index("stops_ended").on(t.resumedAt),
    index("stops_unsettled")
      .on(t.resumedAt)
      .where(sql`settled_at IS NULL`),
    uniqueIndex("stops_open")
      .on(t.scope, t.name)
      .where(sql`resumed_at IS NULL`),
  ],
);
