import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const posts = sqliteTable(
  "posts",
  {
    slug: text().primaryKey(),
    actionId: text("action_id").notNull(),
    taskId: text("task_id").notNull(),
    title: text().notNull(),
    summary: text().notNull(),
    tags: text({ mode: "json" }).$type<string[]>().notNull(),
    /** R2 key of the markdown. */
    bodyKey: text("body_key").notNull(),
    words: integer().notNull(),
    author: text().notNull(),
    publishedAt: integer("published_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [index("posts_newest").on(t.publishedAt, t.slug)],
);
