import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { time } from "./forms.ts";

/** A place that could not be told something: what was to be said there last, and what to mend. */
export const undelivered = z.object({
  /** "slack:C012AB3CD", or "slack" where none of its channels can be told anything. */
  where: z.string(),
  reason: z.string(),
  mend: z.string(),
  /** Where it was told instead; null: it stands on the dashboard alone. */
  instead: z.string().nullable(),
  /** The beginning of what was to be said. */
  words: z.string(),
  taskId: z.string().nullable(),
  at: time,
  /** How much could not be said there lately. */
  count: z.number(),
});

export const noticesEndpoints = {
  mended: endpoint({
    route: "POST /api/notices/mended",
    summary: "Says that a place which could not be told something is mended, or matters no more",
    role: "approver",
    body: z.strictObject({ where: z.string().min(1).max(500) }),
    answer: z.object({ kind: z.literal("mended") }),
  }),
};
