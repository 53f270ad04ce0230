import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Design } from "../../domain/delivery/design.ts";
import type { Requirements } from "../../domain/delivery/requirement.ts";
import type { WrittenStory } from "../../domain/delivery/written-story.ts";
import type { StackFacts } from "../../domain/delivery/stack-facts.ts";
import {
  type DeliveredDocument,
  deliveryStages,
  redoStages,
  storyStates,
} from "../../domain/delivery/stage.ts";

/** Software that is made of a customer's documents: one row a task of the delivery job. */
export const deliveries = sqliteTable(
  "deliveries",
  {
    taskId: text("task_id").primaryKey(),
    project: text().notNull(),
    /** `owner/name`. */
    repository: text().notNull(),
    /** Whether the repository is to be made. */
    isNew: integer("is_new", { mode: "boolean" }).notNull(),
    stage: text({ enum: deliveryStages }).notNull(),
    /** What it is made of, in the order in which it was given; answers of people follow. */
    documents: text({ mode: "json" }).$type<DeliveredDocument[]>().notNull(),
    /** Null until they have been read. */
    requirements: text({ mode: "json" }).$type<Requirements>(),
    /** What kind of software it is, which decides the stack. */
    facts: text({ mode: "json" }).$type<StackFacts>(),
    /** How often the plan was made anew. */
    revision: integer().notNull().default(0),
    design: text({ mode: "json" }).$type<Design>(),
    /** Digest of the plan that people have agreed to; null: of none yet. */
    agreed: text(),
    /** The branch that its stories are for; null until the repository is known to be there. */
    base: text(),
    /** The commit that stories begin with: the template's in a new repository. Null until it is there. */
    foundation: text(),
    /** Whether people have paused it: no further story begins. */
    paused: integer({ mode: "boolean" }).notNull().default(false),
    /** What people want read again before a further story begins, in its newest versions; null: nothing. */
    again: text({ mode: "json" }).$type<DeliveredDocument[]>(),
    /** What people want made anew before a further story begins; null: nothing but what is read again. */
    redo: text({ enum: redoStages }),
    /** Stories that people have written by hand, as they wrote them. */
    written: text({ mode: "json" }).$type<WrittenStory[]>().notNull().default([]),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [
    index("deliveries_newest").on(t.createdAt, t.taskId),
    index("deliveries_project").on(t.project, t.createdAt),
    index("deliveries_repository").on(t.repository),
  ],
);

/** Where each story of an agreed plan stands. */
export const deliveryStories = sqliteTable(
  "delivery_stories",
  {
    deliveryId: text("delivery_id").notNull(),
    storyId: text("story_id").notNull(),
    ordinal: integer().notNull(),
    state: text({ enum: storyStates }).notNull(),
    /** How often it was begun. */
    attempt: integer().notNull().default(0),
    /** Digest of the story as it is planned, with what it rests on: one that differs reopens it. */
    planned: text(),
    /** The task that builds it; null before it begins. */
    taskId: text("task_id"),
    pullRequest: integer("pull_request"),
    url: text(),
    /** The commit that is ready, or was merged. */
    commit: text(),
    /** Why it is where it is, where that isn't plain. */
    note: text(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.deliveryId, t.storyId] }), index("delivery_stories_task").on(t.taskId)],
);
