import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { houseStates } from "../../domain/house-rule.ts";

/** What people keep asking for, proposed as a rule for a project's texts of a kind. */
export const houseProposals = sqliteTable(
  "house_proposals",
  {
    id: text().primaryKey(),
    project: text().notNull(),
    /** The kind of text. */
    kind: text().notNull(),
    /** The rule, in a sentence. */
    words: text().notNull(),
    /** The ids of the memories of what people have asked for. */
    evidence: text({ mode: "json" }).$type<string[]>().notNull(),
    state: text({ enum: houseStates }).notNull(),
    at: integer().notNull(),
    decidedBy: text("decided_by"),
    decidedAt: integer("decided_at"),
  },
  (t) => [
    index("house_proposals_state").on(t.state, t.at, t.id),
    index("house_proposals_project").on(t.project, t.at, t.id),
  ],
);

export type HouseProposalRow = typeof houseProposals.$inferSelect;
