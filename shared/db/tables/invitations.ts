import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Attendee } from "../../domain/meeting/meeting.ts";
import { provenances } from "../../domain/provenance.ts";

/** Meetings as calendars have invited to them: one row for all of a meeting, and one for each instance that was changed by itself. */
export const invitations = sqliteTable(
  "invitations",
  {
    /** Made of the event's name and the instance. */
    id: text().primaryKey(),
    uid: text().notNull(),
    /** The instance of a series, by when it would have begun; null: all of it. */
    instance: integer(),
    /** The number of its newest change. */
    sequence: integer().notNull(),
    isCancelled: integer("is_cancelled", { mode: "boolean" }).notNull(),
    project: text().notNull(),
    /** Our address that it came to. */
    mailbox: text().notNull(),
    /** Address: nobody else changes it. */
    organizer: text().notNull(),
    title: text().notNull(),
    url: text(),
    /** The words by which it says that it is recorded. */
    told: text(),
    attendees: text({ mode: "json" }).$type<Attendee[]>().notNull(),
    /** When it takes place, as the calendar's code reads it. */
    times: text(),
    problem: text(),
    provenance: text({ enum: provenances }).notNull(),
    /** The mail that has said so last. */
    signalId: text("signal_id").notNull(),
    /** When its bots are looked at again; null: not before it changes. */
    dueAt: integer("due_at"),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [
    index("invitations_uid").on(t.uid),
    index("invitations_due")
      .on(t.dueAt)
      .where(sql`due_at is not null`),
  ],
);

/** asking: not proposed for certain; asked: its task sees to it; back: it isn't wanted any more, and was called back. */
const invitedBotStates = ["asking", "asked", "back"] as const;

/** Bots that invitations have asked for. */
export const invitedBots = sqliteTable(
  "invited_bots",
  {
    /** Made of the meeting, its time and place, and the change that has set them. */
    id: text().primaryKey(),
    uid: text().notNull(),
    instance: integer().notNull(),
    startsAt: integer("starts_at").notNull(),
    endsAt: integer("ends_at").notNull(),
    url: text().notNull(),
    /** The task that sees to it. */
    taskId: text("task_id").notNull(),
    state: text({ enum: invitedBotStates }).notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [index("invited_bots_uid").on(t.uid, t.endsAt)],
);
