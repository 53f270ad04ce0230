import { meetingById } from "../../db/meetings.ts";
import { meetings } from "../../db/schema.ts";
import type { Attendee } from "../../domain/meeting/meeting.ts";
import { distinctNames } from "../../domain/meeting/match-speaker.ts";
import { segmentsOf } from "../../domain/meeting/segments-of.ts";
import { transcriptTooMuch } from "../../domain/meeting/segment.ts";
import type { Provenance } from "../../domain/provenance.ts";
import { canonicalJson, sha256 } from "../../platform/digest.ts";
import { SignalboxError } from "../../platform/errors.ts";
import type { Spine } from "../../spine/context.ts";
import { readTranscript } from "./read-transcript.ts";
import { receiveTranscript } from "./receive-transcript.ts";

/** A meeting whose transcript somebody has brought. */
export interface Upload {
  title: string;
  project: string;
  /** Epoch milliseconds. */
  startsAt: number;
  attendees: Attendee[];
  channel: string | null;
  by: string;
  provenance: Provenance;
}

/** What became of it. The very same again is the same meeting. */
export interface Uploaded {
  id: string;
  segments: number;
  strangers: string[];
  duplicate: boolean;
}

/** @throws SignalboxError `bad_request` for a file that is no transcript, or is too long. */
export async function takeUpload(
  spine: Spine,
  { by, provenance, ...about }: Upload,
  file: { name: string; bytes: Uint8Array<ArrayBuffer> },
): Promise<Uploaded> {
  const segments = segmentsOf(readTranscript(file), spine.settings.PEOPLE, about.attendees);
  const why = transcriptTooMuch(segments);
  if (why !== null) throw new SignalboxError("bad_request", why);
  const { title, project, startsAt, attendees, channel } = about;
  const digest = await sha256(canonicalJson({ title, project, startsAt, attendees, segments }));
  const id = `mtg_${digest.slice(0, 24)}`;
  const now = spine.now();
  await spine.db
    .insert(meetings)
    .values({
      id,
      title,
      project,
      startsAt,
      attendees,
      channel,
      source: "upload",
      // Nobody is recorded by us: whoever brings it answers for that.
      consent: "told",
      consentSaid: `${by} has brought the transcript`,
      by,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing();
  const row = await meetingById(spine.db, id);
  if (row === undefined) throw new SignalboxError("unavailable", `the meeting ${title} could not be kept`);
  const received = await receiveTranscript(spine, row, segments, provenance);
  const strangers = segments.flatMap(({ speaker, person }) =>
    speaker === null || person !== null ? [] : [speaker],
  );
  return {
    id,
    segments: segments.length,
    strangers: distinctNames(strangers),
    duplicate: received === "duplicate",
  };
}
