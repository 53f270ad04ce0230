import { z } from "zod";
import { botStates, consents, attendeeSchema, meetingSources } from "../domain/meeting/meeting.ts";
import { meetingNotesSchema } from "../domain/meeting/notes.ts";
import { segmentSchema } from "../domain/meeting/segment.ts";
import { taskStatuses } from "../domain/task-status.ts";
import { endpoint } from "./endpoint.ts";
import { id, nextCursor, pageQuery, time } from "./forms.ts";

const meeting = z.object({
  id: z.string(),
  project: z.string(),
  title: z.string(),
  source: z.enum(meetingSources),
  url: z.string().nullable(),
  startsAt: time,
  endsAt: time.nullable(),
  attendees: z.array(attendeeSchema),
  consent: z.enum(consents),
  consentSaid: z.string().nullable(),
  botState: z.enum(botStates),
  botSaid: z.string().nullable(),
  hasTranscript: z.boolean(),
  /** The task that writes its notes; null: none yet. */
  taskId: z.string().nullable(),
  status: z.enum(taskStatuses).nullable(),
  /** Whether people have agreed to its notes. */
  agreed: z.boolean(),
  by: z.string(),
  createdAt: time,
  updatedAt: time,
});

export const meetingsEndpoints = {
  list: endpoint({
    route: "GET /api/meetings",
    summary: "Meetings, latest first, each with its bot and how its notes stand",
    role: "viewer",
    query: pageQuery.extend({ project: z.string().max(100).optional() }),
    answer: z.object({ meetings: z.array(meeting), nextCursor }),
  }),
  upload: endpoint({
    route: "POST /api/meetings",
    summary:
      "Has the notes of a meeting written from its transcript: VTT, SRT, JSON or text, as a form with the fields title, project, startsAt, attendees (a line each: Name <address>), channel and the file transcript",
    role: "approver",
    consumes: "multipart/form-data",
    answer: z.object({
      id: z.string(),
      segments: z.number(),
      /** Names in the transcript that belong to nobody in PEOPLE. */
      strangers: z.array(z.string()),
      duplicate: z.boolean(),
    }),
  }),
  get: endpoint({
    route: "GET /api/meetings/{id}",
    summary: "A meeting with its notes, each with the moment that it comes from",
    role: "viewer",
    params: id,
    answer: meeting.extend({ notes: meetingNotesSchema.nullable() }),
  }),
  transcript: endpoint({
    route: "GET /api/meetings/{id}/transcript",
    summary: "What was said, by whom and when",
    role: "viewer",
    params: id,
    answer: z.object({ segments: z.array(segmentSchema) }),
  }),
};
