import { changeMeeting, meetingById } from "../../db/meetings.ts";
import type { Spine } from "../../spine/context.ts";
import type { Offer, Offered } from "../../spine/job.ts";
import type { TranscriptCame } from "./signals.ts";

/** Notes begin with the meeting knowing their task. */
export async function beginNotes(spine: Spine, { taskId, body }: Offered<TranscriptCame>): Promise<Offer> {
  const { meeting, title, project, by } = body;
  if ((await meetingById(spine.db, meeting)) === undefined)
    return { kind: "decline", reason: `there is no meeting ${meeting}` };
  return {
    kind: "begin",
    task: {
      kind: "meeting_notes",
      title,
      project,
      conversation: null,
      by,
      said: `the transcript of ${title} has come`,
      records: [changeMeeting(spine, meeting, { taskId })],
    },
  };
}
