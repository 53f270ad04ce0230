import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { type Attendee, botStates, consents, meetingSources } from "../../domain/meeting/meeting.ts";
import type { MeetingNotes } from "../../domain/meeting/notes.ts";

/** Meetings: who was there, the bot that records it, and what was noted of it. */
export const meetings = sqliteTable(
  "meetings",
  {
    /** "mtg_…", never used again. */
    id: text().primaryKey(),
    project: text().notNull(),
    title: text().notNull(),
    source: text({ enum: meetingSources }).notNull(),
    /** Where it takes place; null: only its transcript came. */
    url: text(),
    startsAt: integer("starts_at").notNull(),
    /** Null: nobody has said. */
    endsAt: integer("ends_at"),
    /** Of the calendar: the event's UID, and the number of its newest change; null: it came by none. */
    calendarUid: text("calendar_uid"),
    calendarSequence: integer("calendar_sequence"),
    attendees: text({ mode: "json" }).$type<Attendee[]>().notNull(),
    consent: text({ enum: consents }).notNull(),
    /** What says that they were told: the invitation's words, or who confirmed it. */
    consentSaid: text("consent_said"),
    /** At Recall. */
    botId: text("bot_id"),
    botState: text("bot_state", { enum: botStates }).notNull().default("none"),
    /** What there is to say of the bot besides, in plain words. */
    botSaid: text("bot_said"),
    recordingId: text("recording_id"),
    /** In R2; null: no transcript has come. */
    transcriptKey: text("transcript_key"),
    transcriptDigest: text("transcript_digest"),
    /** The task that writes its notes. */
    taskId: text("task_id"),
    /** What is noted of it, as it stands; null: nothing yet. */
    notes: text({ mode: "json" }).$type<MeetingNotes>(),
    /** Digest of the notes that people have agreed to; null: of none yet. */
    agreed: text(),
    /** Slack channel in which the task talks; null: its people look at the dashboard. */
    channel: text(),
    /** The person, or `mail:address`, or "signalbox" for a rule. */
    by: text().notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [
    index("meetings_newest").on(t.startsAt, t.id),
    index("meetings_project").on(t.project, t.startsAt, t.id),
    index("meetings_calendar").on(t.calendarUid),
    index("meetings_bot").on(t.botId),
    index("meetings_task").on(t.taskId),
    /** Bots that are on their way: what the poll asks for. */
    index("meetings_due")
      .on(t.startsAt)
      .where(sql`bot_state in ('asked', 'scheduled', 'joining', 'waiting_room', 'recording', 'processing')`),
  ],
);
