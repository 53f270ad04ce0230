import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { avatarStates } from "../../domain/voice/avatar-session.ts";

/** Sessions in which an avatar talks with people. Where it is joined is sealed (platform/seal.ts), and gone when it is over. */
export const avatarSessions = sqliteTable(
  "avatar_sessions",
  {
    /** "ava_…", follows from the action. */
    id: text().primaryKey(),
    project: text().notNull(),
    taskId: text("task_id").notNull(),
    title: text().notNull(),
    avatar: text().notNull(),
    minutes: integer().notNull(),
    state: text({ enum: avatarStates }).notNull(),
    /** At LiveAvatar; null: it has none yet, or the one it had is stopped and another one follows. */
    sessionId: text("session_id"),
    /** At LiveAvatar: what it talks of, which is taken away in the end. */
    contextId: text("context_id"),
    sealedJoin: text("sealed_join"),
    /** When it is stopped at the latest, or was; null: it hasn't begun. */
    endsAt: integer("ends_at"),
    /** The person who asked for it. */
    by: text().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [index("avatar_sessions_newest").on(t.createdAt, t.id)],
);
