import { and, asc, desc, eq, isNull, lte, ne, or, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import type { Statement } from "./ledger.ts";
import { meetings, tasks } from "./schema.ts";

export type MeetingRow = typeof meetings.$inferSelect;

export async function meetingById(db: Database, id: string): Promise<MeetingRow | undefined> {
  return db.select().from(meetings).where(eq(meetings.id, id)).get();
}

/** The statement that changes a meeting. */
export function changeMeeting(
  { db, now }: { db: Database; now: () => number },
  id: string,
  set: Partial<Omit<MeetingRow, "id" | "createdAt" | "updatedAt">>,
): Statement {
  return db
    .update(meetings)
    .set({ ...set, updatedAt: now() })
    .where(eq(meetings.id, id));
}

/** Meetings, latest first, from a keyset cursor on, each with how its task stands. */
export async function listMeetings(
  db: Database,
  project: string | null,
  limit: number,
  before: { at: number; id: string } | null,
) {
  return db
    .select({ meeting: meetings, status: tasks.status })
    .from(meetings)
    .leftJoin(tasks, eq(tasks.id, meetings.taskId))
    .where(
      and(
        before === null
          ? undefined
          : sql`(${meetings.startsAt}, ${meetings.id}) < (${before.at}, ${before.id})`,
        project === null ? undefined : eq(meetings.project, project),
      ),
    )
    .orderBy(desc(meetings.startsAt), desc(meetings.id))
    .limit(limit);
}

export async function meetingOfBot(db: Database, botId: string): Promise<MeetingRow | undefined> {
  return db.select().from(meetings).where(eq(meetings.botId, botId)).get();
}

/** The statement that says that a recording is given to be transcribed; it returns a row unless that was said before. */
export function claimRecording(
  { db, now }: { db: Database; now: () => number },
  id: string,
  recordingId: string,
): Statement {
  return db
    .update(meetings)
    .set({ recordingId, updatedAt: now() })
    .where(and(eq(meetings.id, id), or(isNull(meetings.recordingId), ne(meetings.recordingId, recordingId))))
    .returning({ id: meetings.id });
}

/** Meetings whose bots are on their way, and that nobody has looked at for a while; the longest first. */
export async function botsUnderWay(
  db: Database,
  { beginsBefore, silentSince }: { beginsBefore: number; silentSince: number },
  limit: number,
): Promise<MeetingRow[]> {
  return db
    .select()
    .from(meetings)
    .where(
      and(
        // In the words of the index, so that nothing else is read.
        sql`bot_state in ('asked', 'scheduled', 'joining', 'waiting_room', 'recording', 'processing')`,
        lte(meetings.startsAt, beginsBefore),
        lte(meetings.updatedAt, silentSince),
      ),
    )
    .orderBy(asc(meetings.updatedAt), asc(meetings.id))
    .limit(limit);
}
