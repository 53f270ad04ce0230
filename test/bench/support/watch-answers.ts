import { z } from "zod";

/** What one look has cost. */
export const lookAnswer = z.object({
  /** Epoch milliseconds. */
  startedAt: z.number(),
  ms: z.number(),
  rows: z.number(),
  calls: z.number(),
  /** The cycle's task, if one has begun. */
  began: z.string().nullable(),
});

export type LookAnswer = z.infer<typeof lookAnswer>;

/** How projects have begun that were due all at once. */
export const dueAnswer = z.object({
  projects: z.number(),
  begun: z.number(),
  minutes: z.number(),
  /** When the last begins, after the minute in which all were due. */
  lastStartSeconds: z.number(),
  mostASecond: z.number(),
  /** How long the minute's duty takes, the longest. */
  dutyMs: z.number(),
});
export type DueAnswer = z.infer<typeof dueAnswer>;
