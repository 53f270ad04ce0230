import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { meetingById, type MeetingRow } from "../../../../shared/db/meetings.ts";
import {
  actions,
  approvals,
  ledger,
  meetings,
  signalAnswers,
  signals,
  tasks,
} from "../../../../shared/db/schema.ts";
import type { Attendee } from "../../../../shared/domain/meeting/meeting.ts";
import { segmentsOf } from "../../../../shared/domain/meeting/segments-of.ts";
import type { Decision } from "../../../../shared/domain/approval.ts";
import { readTranscript } from "../../../../shared/jobs/meetings/read-transcript.ts";
import { type TranscriptCame, transcriptSignal } from "../../../../shared/jobs/meetings/signals.ts";
import { transcriptKey } from "../../../../shared/jobs/meetings/transcript-key.ts";
import { utf8 } from "../../../../shared/platform/bytes.ts";
import { canonicalJson, sha256 } from "../../../../shared/platform/digest.ts";
import { decide } from "../../../../shared/spine/decide.ts";
import { spine, unique } from "../../support/spine.ts";

/** Wednesday. */
export const meetingDay = "2026-12-02";

/** A meeting with its transcript and its task, without an instance of the platform's. */
export async function aMeeting(
  text: string,
  { attendees = [], project = "default" }: { attendees?: Attendee[]; project?: string } = {},
): Promise<{ taskId: string; id: string; title: string }> {
  const taskId = unique("meetings");
  const id = unique("mtg");
  const title = `Weekly ${id}`;
  const file = { name: "call.txt", bytes: utf8(text) };
  const segments = segmentsOf(readTranscript(file), spine.settings.PEOPLE, attendees);
  const kept = canonicalJson({ segments });
  const digest = await sha256(kept);
  await env.ARTEFACTS.put(transcriptKey(id, digest), kept);
  const now = Date.now();
  const signalId = `meeting:${id}/${digest}`;
  const body: TranscriptCame = {
    type: "meeting",
    meeting: id,
    digest,
    title,
    project,
    by: "maya",
    channel: null,
  };
  const { db } = spine;
  await db.batch([
    db.insert(meetings).values({
      id,
      project,
      title,
      source: "upload",
      startsAt: Date.parse(`${meetingDay}T10:00:00Z`),
      attendees,
      consent: "told",
      transcriptKey: transcriptKey(id, digest),
      transcriptDigest: digest,
      taskId,
      by: "maya",
      createdAt: now,
      updatedAt: now,
    }),
    db.insert(signals).values({
      id: signalId,
      kind: transcriptSignal,
      provenance: "operator",
      status: "handled",
      body,
      receivedAt: now,
    }),
    db.insert(signalAnswers).values({ signalId, job: "meetings", answer: "took", taskId, at: now }),
    db.insert(tasks).values({
      id: taskId,
      kind: "meeting_notes",
      project,
      signalId,
      conversation: taskId,
      requestedBy: "maya",
      status: "queued",
      createdAt: now,
      updatedAt: now,
    }),
  ]);
  return { taskId, id, title };
}

/** What people say to each version of the notes, in turn; then yes. */
export function peopleOf(
  taskId: string,
  said: readonly { decision: Decision; reason: string }[] = [],
): () => Promise<void> {
  return async () => {
    const asked = await approvalsOf(taskId);
    for (const [n, { id, digest, status }] of asked.entries())
      if (status === "pending")
        await decide(spine, {
          approvalId: id,
          digest,
          decision: said[n]?.decision ?? "approved",
          by: "arno",
          channel: "api",
          reason: said[n]?.reason ?? "so be it",
        });
  };
}

export async function meetingRow(id: string): Promise<MeetingRow> {
  const row = await meetingById(spine.db, id);
  if (row === undefined) throw new Error(`no meeting ${id}`);
  return row;
}

export const factsOf = async (taskId: string) =>
  spine.db.select().from(ledger).where(eq(ledger.taskId, taskId)).orderBy(ledger.seq);
export const actionsOf = async (taskId: string) =>
  spine.db.select().from(actions).where(eq(actions.taskId, taskId)).orderBy(actions.createdAt);
export const approvalsOf = async (taskId: string) =>
  spine.db.select().from(approvals).where(eq(approvals.taskId, taskId)).orderBy(approvals.createdAt);
