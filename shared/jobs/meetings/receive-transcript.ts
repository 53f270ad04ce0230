import { changeMeeting, type MeetingRow } from "../../db/meetings.ts";
import { type Segment, transcriptSchema, transcriptTooMuch } from "../../domain/meeting/segment.ts";
import type { Provenance } from "../../domain/provenance.ts";
import { canonicalJson, sha256 } from "../../platform/digest.ts";
import { SignalboxError } from "../../platform/errors.ts";
import type { Spine } from "../../spine/context.ts";
import { receive, type Received } from "../../spine/receive.ts";
import { type TranscriptCame, transcriptSignal } from "./signals.ts";
import { transcriptKey } from "./transcript-key.ts";

/**
 * Keeps a meeting's transcript and has its notes written. The same transcript again is the same signal; another for the same meeting,
 * such as a better one, begins notes of its own.
 * @param meeting its row, which is on record
 * @param segments in the order in which they were said; none: the task says that there was nothing
 * @throws SignalboxError `bad_request` when it is longer than is read; the transcript before stays then.
 */
export async function receiveTranscript(
  spine: Spine,
  meeting: Pick<MeetingRow, "id" | "title" | "project" | "by" | "channel">,
  segments: readonly Segment[],
  provenance: Provenance,
): Promise<Received> {
  const why = transcriptTooMuch(segments);
  if (why !== null) throw new SignalboxError("bad_request", why);
  const text = canonicalJson(transcriptSchema.parse({ segments }));
  const digest = await sha256(text);
  const key = transcriptKey(meeting.id, digest);
  // The bytes first: a signal without them would lead to nothing, and bytes without a signal are written again.
  await spine.env.ARTEFACTS.put(key, text, { httpMetadata: { contentType: "application/json" } });
  await spine.db.batch([changeMeeting(spine, meeting.id, { transcriptKey: key, transcriptDigest: digest })]);
  const { id, title, project, by, channel } = meeting;
  const body: TranscriptCame = { type: "meeting", meeting: id, digest, title, project, by, channel };
  return receive(spine, {
    id: `meeting:${id}/${digest}`,
    kind: transcriptSignal,
    provenance,
    body,
    dropReason: null,
  });
}
