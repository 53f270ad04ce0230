import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { versionKinds } from "../../domain/blog-post.ts";

/** Posts as readers see them now. A post is known by the task that first published it, wherever it stands. */
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
    /** The series that it belongs to. */
    series: text(),
    publishedAt: integer("published_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [index("posts_newest").on(t.publishedAt, t.slug), index("posts_task").on(t.taskId)],
);

/** What a post was at each time, one an action. Of one that is withdrawn only this is left. */
export const postVersions = sqliteTable(
  "post_versions",
  {
    actionId: text("action_id").primaryKey(),
    /** The task that first published the post. */
    taskId: text("task_id").notNull(),
    kind: text({ enum: versionKinds }).notNull(),
    slug: text().notNull(),
    title: text().notNull(),
    summary: text().notNull(),
    tags: text({ mode: "json" }).$type<string[]>().notNull(),
    bodyKey: text("body_key").notNull(),
    words: integer().notNull(),
    author: text().notNull(),
    series: text(),
    /** What readers are told of a correction, empty: nothing; why a post was withdrawn. */
    note: text().notNull().default(""),
    at: integer().notNull(),
  },
  (t) => [index("post_versions_task").on(t.taskId, t.at), index("post_versions_kind").on(t.kind, t.at)],
);

/** Addresses that posts have left: they lead to where the post is now, or say that it is withdrawn, and are nobody else's. */
export const postAddresses = sqliteTable(
  "post_addresses",
  {
    slug: text().primaryKey(),
    taskId: text("task_id").notNull(),
    /** When the post was moved or withdrawn, whatever was later. */
    at: integer().notNull(),
  },
  (t) => [index("post_addresses_task").on(t.taskId), index("post_addresses_newest").on(t.at)],
);
