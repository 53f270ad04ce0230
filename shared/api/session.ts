import { z } from "zod";
import { roles } from "../domain/person.ts";
import { endpoint } from "./endpoint.ts";
import { time } from "./forms.ts";

const session = z.object({
  person: z.object({ id: z.string(), name: z.string(), role: z.enum(roles) }),
  /** How the person is known. */
  via: z.enum(["session", "token", "access"]),
  expiresAt: time.nullable(),
});

export const sessionEndpoints = {
  get: endpoint({
    route: "GET /api/session",
    summary: "Who you are, and until when",
    role: "viewer",
    answer: session,
  }),
  open: endpoint({
    route: "POST /api/session",
    summary: "Opens a session with the one-time code of a sign-in link",
    role: null,
    body: z.strictObject({ code: z.string().min(1).max(200) }),
    answer: session,
  }),
  close: endpoint({
    route: "DELETE /api/session",
    summary: "Signs out",
    role: null,
    answer: z.object({ kind: z.literal("signed_out") }),
  }),
  link: endpoint({
    route: "POST /api/session/links",
    summary: "Makes a one-time code that signs its maker in at the dashboard",
    role: "viewer",
    answer: z.object({ code: z.string(), expiresAt: time }),
  }),
};
