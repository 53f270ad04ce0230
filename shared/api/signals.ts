import { z } from "zod";
import { deadLetterStates } from "../domain/dead-letter.ts";
import { signalStatuses } from "../domain/signal.ts";
import { endpoint } from "./endpoint.ts";
import { id, nextCursor, pageQuery, provenance, reason, time } from "./forms.ts";

const signal = z.object({
  id: z.string(),
  kind: z.string(),
  /** What people call its kind. */
  label: z.string(),
  provenance,
  status: z.enum(signalStatuses),
  /** Why nothing was done about it. */
  reason: z.string().nullable(),
  /** The task that took it up first. */
  taskId: z.string().nullable(),
  /** What each job that was offered it has said so far. */
  answers: z.array(
    z.object({
      job: z.string(),
      answer: z.enum(["took", "declined"]),
      reason: z.string().nullable(),
      taskId: z.string().nullable(),
    }),
  ),
  /** Its words, without personal data, at most a few hundred characters. */
  summary: z.string(),
  receivedAt: time,
  enqueuedAt: time.nullable(),
});

export const signalsEndpoints = {
  list: endpoint({
    route: "GET /api/signals",
    summary: "All that came in, newest first; dropped and dead ones with their reason",
    role: "viewer",
    query: pageQuery.extend({
      status: z.enum(signalStatuses).optional(),
      kind: z.string().optional(),
    }),
    answer: z.object({
      signals: z.array(signal),
      /** All kinds that there are. */
      kinds: z.array(z.object({ kind: z.string(), label: z.string() })),
      nextCursor,
    }),
  }),
  get: endpoint({
    route: "GET /api/signals/{id}",
    summary: "A signal as it was recorded, without personal data",
    role: "viewer",
    params: id,
    answer: z.object({ signal: signal.extend({ body: z.record(z.string(), z.unknown()) }) }),
  }),
};

const deadLetter = z.object({
  id: z.string(),
  queue: z.string(),
  reason: z.string(),
  attempts: z.number(),
  signalId: z.string().nullable(),
  /** The message as it was, without personal data. */
  body: z.string(),
  state: z.enum(deadLetterStates),
  at: time,
  closedBy: z.string().nullable(),
  closedAt: time.nullable(),
  closedWhy: z.string().nullable(),
});

export const deadLettersEndpoints = {
  list: endpoint({
    route: "GET /api/dead-letters",
    summary: "Messages that no consumer could handle, newest first",
    role: "viewer",
    query: pageQuery.extend({ state: z.enum(deadLetterStates).default("open") }),
    answer: z.object({ deadLetters: z.array(deadLetter), nextCursor }),
  }),
  replay: endpoint({
    route: "POST /api/dead-letters/replays",
    summary: "Sends dead letters to their queues again: those named, or all that are open",
    role: "operator",
    body: z.union([
      z.strictObject({ ids: z.array(z.string().min(1)).min(1).max(100) }),
      z.strictObject({ all: z.literal(true) }),
    ]),
    answer: z.object({
      replayed: z.array(z.string()),
      refused: z.array(z.object({ id: z.string(), why: z.string() })),
      /** How many are still open. All that can be are replayed a hundred at a time: until none is. */
      left: z.number(),
    }),
  }),
  discard: endpoint({
    route: "POST /api/dead-letters/{id}/discard",
    summary: "Closes a dead letter without sending it again",
    role: "operator",
    params: id,
    body: z.strictObject({ reason }),
    answer: z.object({ kind: z.literal("discarded") }),
  }),
};
