import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { AutonomyLevel, Evidence } from "../../domain/autonomy.ts";
import { outcomes } from "../../domain/outcome.ts";

/** How actions ended: what autonomy is earned and lost by. One row an action. */
export const actionOutcomes = sqliteTable(
  "action_outcomes",
  {
    actionId: text("action_id").primaryKey(),
    taskId: text("task_id").notNull(),
    project: text().notNull(),
    kind: text().notNull(),
    target: text().notNull(),
    outcome: text({ enum: outcomes }).notNull(),
    /** True when a person looked at it before it happened. */
    reviewed: integer({ mode: "boolean" }).notNull(),
    by: text(),
    at: integer().notNull(),
  },
  (t) => [
    index("outcomes_target").on(t.project, t.kind, t.target, t.at),
    index("outcomes_kind").on(t.project, t.kind, t.at),
    index("outcomes_project").on(t.project, t.at),
  ],
);

/** Levels that differ from the rules' own: kind "*" is the project's, any other a cap for that kind. */
export const autonomyLevels = sqliteTable(
  "autonomy_levels",
  {
    project: text().notNull(),
    kind: text().notNull(),
    level: integer().$type<AutonomyLevel>().notNull(),
    since: integer().notNull(),
    by: text().notNull(),
    reason: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.project, t.kind] })],
);

/** Promotions proposed to the operators, with the evidence as it was. */
export const promotions = sqliteTable(
  "promotions",
  {
    id: text().primaryKey(),
    project: text().notNull(),
    kind: text().notNull(),
    fromLevel: integer("from_level").$type<AutonomyLevel>().notNull(),
    toLevel: integer("to_level").$type<AutonomyLevel>().notNull(),
    evidence: text({ mode: "json" }).$type<Evidence>().notNull(),
    status: text({ enum: ["pending", "ratified", "declined", "stale"] }).notNull(),
    decidedBy: text("decided_by"),
    decidedAt: integer("decided_at"),
    reason: text(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("promotions_one_pending")
      .on(t.project, t.kind)
      .where(sql`status = 'pending'`),
    index("promotions_newest").on(t.createdAt, t.id),
    index("promotions_decided").on(t.project, t.kind, t.status, t.decidedAt),
  ],
);
