import { z } from "zod";
import { meetingsEndpoints } from "../../shared/api/meetings.ts";
import { listMeetings, meetingById, type MeetingRow } from "../../shared/db/meetings.ts";
import { attendeesIn } from "../../shared/domain/meeting/attendees-in.ts";
import { provenanceOfPerson } from "../../shared/domain/person.ts";
import type { TaskStatus } from "../../shared/domain/task-status.ts";
import { taskById } from "../../shared/db/tasks.ts";
import { transcriptBytes } from "../../shared/jobs/meetings/read-transcript.ts";
import { storedTranscript } from "../../shared/jobs/meetings/stored-transcript.ts";
import { takeUpload } from "../../shared/jobs/meetings/take-upload.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { problemsOf } from "../../shared/platform/problems.ts";
import { redact } from "../../shared/platform/redact.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { boundedBody } from "../bounded-body.ts";
import { withinLimit } from "../rate-limit.ts";
import { knownChannel, knownProject } from "./known.ts";
import { cursorOf, nextCursor } from "./page.ts";
import { serve, type Served } from "./serve.ts";
import { iso } from "./times.ts";

/** Meetings: bringing a transcript, and what is known of each. */
export const meetingsApi = {
  list: serve(meetingsEndpoints.list, async ({ spine, query: { limit, cursor, project } }) => {
    const rows = await listMeetings(spine.db, project ?? null, limit, cursorOf(cursor));
    return {
      meetings: rows.map(({ meeting, status }) => meetingView(meeting, status)),
      nextCursor: nextCursor(rows, limit, ({ meeting: { startsAt, id } }) => ({ at: startsAt, id })),
    };
  }),
  upload: serve(meetingsEndpoints.upload, async ({ c, spine, person }) => {
    const { fields, file } = await formOf(c.req.raw);
    const { data, error } = uploadFields.safeParse(fields);
    if (error !== undefined) throw new SignalboxError("bad_request", problemsOf(error));
    const project = knownProject(spine, data.project);
    await knownChannel(spine, data.channel);
    const { attendees, problem } = attendeesIn(data.attendees);
    if (problem !== null) throw new SignalboxError("bad_request", problem);
    await withinLimit(spine.env, "TASK_LIMIT", `meeting:${project}`);
    return takeUpload(
      spine,
      {
        title: data.title,
        project,
        startsAt: Date.parse(data.startsAt),
        attendees,
        channel: data.channel ?? null,
        by: person.id,
        provenance: provenanceOfPerson(person),
      },
      { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) },
    );
  }),
  get: serve(meetingsEndpoints.get, async ({ spine, params: { id } }) => {
    const row = await existingMeeting(spine, id);
    const task = row.taskId === null ? undefined : await taskById(spine.db, row.taskId);
    return { ...meetingView(row, task?.status ?? null), notes: row.notes };
  }),
  transcript: serve(meetingsEndpoints.transcript, async ({ spine, params: { id } }) => {
    const row = await existingMeeting(spine, id);
    if (row.transcriptDigest === null)
      throw new SignalboxError("not_found", `${redact(row.title)} has no transcript yet`);
    return { segments: await storedTranscript(spine, row, row.transcriptDigest) };
  }),
} satisfies Record<keyof typeof meetingsEndpoints, Served>;

const uploadFields = z.strictObject({
  title: z.string().trim().min(1).max(150),
  project: z.string().min(1).max(100),
  /** When it began. */
  startsAt: z.iso.datetime({ offset: true }),
  /** A line each: "Maya Ortiz <maya@example.com>", or a name alone. */
  attendees: z.string().max(50_000).default(""),
  channel: z.string().min(1).max(100).optional(),
});

/** @throws SignalboxError `bad_request` for what is no form with a transcript. */
async function formOf(request: Request): Promise<{ fields: Record<string, string>; file: File }> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\s*;/i.test(type))
    throw new SignalboxError("bad_request", "the body must be a form with a file (multipart/form-data)");
  const body = await boundedBody(request, transcriptBytes + 100_000, "split the transcript into parts");
  let form: FormData;
  try {
    form = await new Response(body, { headers: { "content-type": type } }).formData();
  } catch (error) {
    throw new SignalboxError("bad_request", "the form can't be read; send it anew", { cause: error });
  }
  const file = form.get("transcript");
  if (!(file instanceof File))
    throw new SignalboxError("bad_request", "the form has no file named transcript: VTT, SRT, JSON or text");
  const fields = [...form].flatMap(([name, value]) =>
    typeof value === "string" && value !== "" ? [[name, value] as const] : [],
  );
  return { fields: Object.fromEntries(fields), file };
}

function meetingView(row: MeetingRow, status: TaskStatus | null) {
  const { id, project, source, url, attendees, consent, consentSaid, botState, botSaid, taskId, by } = row;
  return {
    id,
    project,
    title: redact(row.title),
    source,
    url,
    startsAt: iso(row.startsAt),
    endsAt: row.endsAt === null ? null : iso(row.endsAt),
    attendees,
    consent,
    consentSaid,
    botState,
    botSaid: botSaid && redact(botSaid),
    hasTranscript: row.transcriptKey !== null,
    taskId,
    status,
    agreed: row.agreed !== null,
    by,
    createdAt: iso(row.createdAt),
    updatedAt: iso(row.updatedAt),
  };
}

async function existingMeeting({ db }: Spine, id: string): Promise<MeetingRow> {
  const row = await meetingById(db, id);
  if (row === undefined) throw new SignalboxError("not_found", `there is no meeting ${id}`);
  return row;
}
