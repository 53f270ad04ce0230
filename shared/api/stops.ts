import { z } from "zod";
import { namedScopes, scopeKinds } from "../domain/stop.ts";
import { endpoint } from "./endpoint.ts";
import { id, reason, time } from "./forms.ts";

/** A stop: what it is for, who made it and why; and who let it go on. */
export const stop = z.object({
  id: z.string(),
  scope: z.enum(scopeKinds),
  /** Empty where the scope is everything. */
  name: z.string(),
  /** All of it in plain words. */
  words: z.string(),
  by: z.string(),
  at: time,
  reason: z.string(),
  resumedBy: z.string().nullable(),
  resumedAt: time.nullable(),
  resumedReason: z.string().nullable(),
});

const scope = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("all") }),
  z.strictObject({ kind: z.enum(namedScopes), name: z.string().min(1).max(200) }),
]);

export const stopsEndpoints = {
  list: endpoint({
    route: "GET /api/stops",
    summary: "What is stopped, what was, and what can be",
    role: "viewer",
    answer: z.object({
      /** What counts now, the oldest first. */
      open: z.array(
        stop.extend({ mine: z.boolean().meta({ description: "Whether the caller may end it" }) }),
      ),
      /** The newest that have ended, newest first. */
      ended: z.array(stop),
      /** The names that can be stopped. */
      known: z.record(z.enum(namedScopes), z.array(z.string())),
    }),
  }),
  create: endpoint({
    route: "POST /api/stops",
    summary: "Stops everything, a project, a job, a service or a kind of action",
    role: "approver",
    body: z.strictObject({ scope, reason }),
    answer: z.object({
      stop,
      /** False: it was stopped already, for that reason. */
      isNew: z.boolean(),
    }),
  }),
  resume: endpoint({
    route: "POST /api/stops/{id}/resume",
    summary: "Lets go on what was stopped: operators anything, approvers of a project that project",
    role: "approver",
    params: id,
    body: z.strictObject({ reason }),
    answer: z.object({ stop }),
  }),
};
