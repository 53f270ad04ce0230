import { z } from "zod";
import { decisions, refusalCodes } from "../domain/approval.ts";
import { effectStates } from "../domain/effect.ts";
import { preview, previewUrl, waitingApproval } from "./approvals.ts";
import { endpoint } from "./endpoint.ts";

const bundle = z.object({ bundle: z.string().min(1) });

/** One of what is asked about together, whatever became of it. */
const item = waitingApproval.extend({
  payload: z.unknown(),
  preview,
  previewUrl,
  /** How far it is on its way; null: it may not leave yet, or never. */
  effect: z.enum(effectStates).nullable(),
});

export const bundlesEndpoints = {
  get: endpoint({
    route: "GET /api/bundles/{bundle}",
    summary: "What is asked about together, each with exactly what would go out",
    role: "viewer",
    params: bundle,
    answer: z.object({
      bundle: z.string(),
      /** Of all that is open in it; null: nothing is. */
      digest: z.string().nullable(),
      taskId: z.string(),
      project: z.string(),
      revisable: z.boolean(),
      items: z.array(item),
    }),
  }),
  decide: endpoint({
    route: "POST /api/bundles/{bundle}/decide",
    summary: "Decides on exactly what was shown together: on all that is open, or on some of it",
    role: "approver",
    params: bundle,
    body: z.strictObject({
      digest: z.string().regex(/^[0-9a-f]{64}$/, "must be the bundle's digest that was shown"),
      decision: z.enum(decisions),
      reason: z.string().trim().max(2000).nullable().default(null),
      approvals: z
        .array(z.string().min(1))
        .min(1)
        .max(50)
        .optional()
        .meta({ description: "Ids; absent: all that is open" }),
    }),
    answer: z.object({
      results: z.array(
        z.object({
          id: z.string(),
          kind: z.enum(["decided", "voted", "refused"]),
          code: z.enum(refusalCodes).optional(),
          reason: z.string().optional(),
        }),
      ),
    }),
  }),
};
