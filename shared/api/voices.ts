import { z } from "zod";
import { voiceModelNames } from "../domain/voice/voice-models.ts";
import { endpoint } from "./endpoint.ts";
import { id, nextCursor, pageQuery, time } from "./forms.ts";

const voice = z.object({
  id: z.string(),
  project: z.string(),
  taskId: z.string(),
  title: z.string(),
  /** What is read: "artefact:<project>:<kind>", "meeting:<id>" or "text:<project>". */
  about: z.string(),
  /** Of the document that is read; null: it has none. */
  version: z.number().nullable(),
  speaker: z.string(),
  model: z.enum(voiceModelNames),
  seconds: z.number(),
  bytes: z.number(),
  by: z.string(),
  createdAt: time,
});

export const voicesEndpoints = {
  list: endpoint({
    route: "GET /api/voices",
    summary: "What was read aloud, newest first: all, or of one document or meeting",
    role: "viewer",
    query: pageQuery.extend({ about: z.string().max(200).optional() }),
    answer: z.object({ voices: z.array(voice), nextCursor }),
  }),
  get: endpoint({
    route: "GET /api/voices/{id}",
    summary: "What was read aloud, with its words",
    role: "viewer",
    params: id,
    answer: voice.extend({ words: z.string() }),
  }),
  audio: endpoint({
    route: "GET /api/voices/{id}/audio",
    summary: "The sound, as an MP3; a Range header gets a part of it",
    role: "viewer",
    params: id,
    answer: z.string(),
    produces: "audio/mpeg",
  }),
  speakers: endpoint({
    route: "GET /api/speakers",
    summary: "The voices of the account at ElevenLabs, and what each model costs",
    role: "viewer",
    answer: z.object({
      speakers: z.array(z.object({ id: z.string(), name: z.string() })),
      /** The voice and the model that a form begins with. */
      usual: z.object({ speaker: z.string().nullable(), model: z.enum(voiceModelNames) }),
      /** Why nothing can be read aloud now, or not with the usual voice; null: it can. */
      problem: z.string().nullable(),
    }),
  }),
};
