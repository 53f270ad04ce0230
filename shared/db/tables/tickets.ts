import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** The Jira tickets that tell of tasks, one a task. */
export const tickets = sqliteTable(
  "tickets",
  {
    taskId: text("task_id").primaryKey(),
    /** Its key; null: it could not be opened. */
    issue: text(),
    /** The status in which its task has left it; null: nobody has looked yet. */
    status: text(),
    /** The last fact of the task that the ticket tells of. */
    checkpoint: integer().notNull(),
    /** People have moved it themselves: it is not moved again. */
    left: integer({ mode: "boolean" }).notNull(),
    /** There is nothing more to tell. */
    closed: integer({ mode: "boolean" }).notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [index("tickets_open").on(t.closed, t.updatedAt), index("tickets_issue").on(t.issue)],
);
