import { z } from "zod";
import { avatarStates } from "../domain/voice/avatar-session.ts";
import { endpoint } from "./endpoint.ts";
import { id, nextCursor, pageQuery, time } from "./forms.ts";

const session = z.object({
  id: z.string(),
  project: z.string(),
  taskId: z.string(),
  title: z.string(),
  avatar: z.string(),
  minutes: z.number(),
  state: z.enum(avatarStates),
  /** When it is stopped at the latest, or was; null: it hasn't begun. */
  endsAt: time.nullable(),
  by: z.string(),
  createdAt: time,
});

export const avatarSessionsEndpoints = {
  list: endpoint({
    route: "GET /api/avatar-sessions",
    summary: "Sessions of avatars, newest first, and what a new one begins with",
    role: "viewer",
    query: pageQuery,
    answer: z.object({
      sessions: z.array(session),
      nextCursor,
      /** The avatar that a form begins with; null: none is set. */
      usual: z.string().nullable(),
      /** Why none can be held; null: one can. */
      problem: z.string().nullable(),
    }),
  }),
  get: endpoint({
    route: "GET /api/avatar-sessions/{id}",
    summary: "A session of an avatar, with where it is joined while it runs",
    role: "operator",
    params: id,
    answer: session.extend({
      /** The room at LiveKit, what lets one in, and a page to join it on. Whoever has these is in. */
      join: z.object({ url: z.string(), token: z.string(), page: z.string() }).nullable(),
    }),
  }),
};
