import { z } from "zod";
import { circuitStates } from "../domain/circuit.ts";
import { ledgerTypes } from "../jobs/facts.ts";
import { openStatuses, taskStatuses } from "../domain/task-status.ts";
import { gatedServices } from "../domain/service.ts";
import { endpoint } from "./endpoint.ts";
import { budget, time } from "./forms.ts";

/** What waits for people, counted. The board's live state has the same form. */
export const waiting = z.object({
  approvals: z.object({ low: z.number(), medium: z.number(), high: z.number() }),
  holds: z.number(),
  questions: z.number(),
  unknownEffects: z.number(),
  outOfBudget: z.number(),
  promotions: z.number(),
  deadLetters: z.number(),
  /** Places that could not be told something, and what they are to be mended by stands in the inbox. */
  undelivered: z.number(),
});

/** The board's live state, as every listener of /agents/board-agent/all gets it. */
export const board = z.object({
  /** The newest fact that it has seen. */
  seq: z.number(),
  /** When it last changed. */
  at: time,
  waiting,
  open: z.record(z.enum(openStatuses), z.number()),
  /** The newest facts, newest first, at most twenty, without personal data. */
  latest: z.array(
    z.object({
      seq: z.number(),
      at: time,
      taskId: z.string().nullable(),
      type: z.enum(ledgerTypes),
      summary: z.string(),
    }),
  ),
});
export type Board = z.infer<typeof board>;

export const overviewEndpoints = {
  get: endpoint({
    route: "GET /api/overview",
    summary: "How everything stands: what waits, what runs, money, throughput, services, queues",
    role: "viewer",
    query: z.object({ hours: z.coerce.number().int().min(1).max(168).default(24) }),
    answer: z.object({
      at: time,
      waiting,
      /** Open statuses: all tasks in them. Ended ones: those that ended in the hours of `activity`. */
      tasks: z.record(z.enum(taskStatuses), z.number()),
      budgets: z.array(budget),
      /** One entry an hour (UTC), oldest first, hours without anything included; the last is the running one. */
      activity: z.array(
        z.object({
          at: time,
          started: z.number(),
          done: z.number(),
          rejected: z.number(),
          failed: z.number(),
          cancelled: z.number(),
          usd: z.number(),
        }),
      ),
      integrations: z.array(
        z.object({
          name: z.enum(gatedServices),
          configured: z.enum(["live", "sandbox", "missing"]),
          circuit: z.enum(circuitStates),
          failures: z.number(),
          lastSuccessAt: time.nullable(),
          lastFailure: z.string().nullable(),
          pausedUntil: time.nullable(),
          openUntil: time.nullable(),
        }),
      ),
      queues: z.array(
        z.object({
          name: z.string(),
          /** Signals that are recorded and not handled yet. */
          waiting: z.number(),
          oldestAt: time.nullable(),
          deadLetters: z.number(),
        }),
      ),
    }),
  }),
};
