import { meetingById, type MeetingRow } from "../../shared/db/meetings.ts";
import type { Provenance } from "../../shared/domain/provenance.ts";
import { type NotesGround } from "../../shared/jobs/meetings/notes/ground-notes.ts";
import { notesGround } from "../../shared/jobs/meetings/notes/notes-ground.ts";
import { storedTranscript } from "../../shared/jobs/meetings/stored-transcript.ts";
import { type TranscriptCame, transcriptForm } from "../../shared/jobs/meetings/signals.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import type { DurableRun } from "../durable-run.ts";
import type { TaskStart } from "../run-task.ts";

/** A meeting whose notes are being written. */
export interface BegunMeeting {
  came: TranscriptCame;
  requester: string;
  /** What the model makes of a transcript comes from whoever spoke, whoever has brought it. */
  provenance: Provenance;
}

export function beginMeeting(run: DurableRun, start: TaskStart): BegunMeeting {
  const came = transcriptForm.schema.parse(start.body);
  if (came.channel !== null) run.thread = { channel: came.channel, thread: null };
  run.endIf(start.cancel);
  return { came, requester: start.requestedBy, provenance: "external" };
}

/** The meeting's row, as it is now. @throws SignalboxError `not_found`. */
export async function rowOf(run: DurableRun, { came }: BegunMeeting): Promise<MeetingRow> {
  const row = await meetingById(run.spine.db, came.meeting);
  if (!row) throw new SignalboxError("not_found", `the meeting ${came.meeting} is gone`);
  return row;
}

/** What its notes are held against, from the transcript that this task began with. */
export async function groundOf(run: DurableRun, begun: BegunMeeting): Promise<NotesGround> {
  const row = await rowOf(run, begun);
  return notesGround(run.spine.settings, row, await storedTranscript(run.spine, row, begun.came.digest));
}
