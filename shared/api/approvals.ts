import { z } from "zod";
import { refusalCodes } from "../domain/approval.ts";
import { resolutions } from "../domain/effect.ts";
import { actionRequestSchema } from "../jobs/errand/signals.ts";
import { endpoint } from "./endpoint.ts";
import {
  approval,
  decision,
  edit,
  flag,
  id,
  merge,
  provenance,
  reason,
  risk,
  time,
  verdict,
} from "./forms.ts";
import { undelivered } from "./notices.ts";

const cursor = z.string().regex(/^[123]~\d+~.+$/, "must be a nextCursor of an earlier answer");

/** What people are shown of an action: title and Markdown. */
export const preview = z.object({ title: z.string(), body: z.string() }).nullable();

/** For who may decide: where it is shown on the public site as it would be, for a while; null: it becomes no page there. */
export const previewUrl = z.string().nullable();

/** Whether the caller may decide, and if not, why. */
const mine = z.object({ allowed: z.boolean(), why: z.string().nullable() });

export const waitingApproval = approval.extend({
  title: z.string(),
  provenance,
  revision: z.number(),
  reasons: z.array(z.string()),
  mine,
  /** Its clocks stand still. */
  stopped: z.boolean(),
});

export const approvalsEndpoints = {
  list: endpoint({
    route: "GET /api/approvals",
    summary:
      "The inbox: what waits for people, the riskiest first, effects whose answer was lost, and what is to be merged",
    role: "viewer",
    query: z.object({
      limit: z.coerce.number().int().min(1).max(100).default(20),
      cursor: cursor.optional(),
      held: flag.optional().meta({ description: "true: only holds; false: only what people must decide" }),
    }),
    answer: z.object({
      total: z.number(),
      approvals: z.array(waitingApproval),
      unknownEffects: z.array(
        z.object({
          actionId: z.string(),
          taskId: z.string(),
          project: z.string(),
          kind: z.string(),
          target: z.string(),
          error: z.string().nullable(),
          attempts: z.number(),
          asked: z.boolean(),
        }),
      ),
      merges: z.array(merge),
      /** Places that people could not be told something in, the newest first. */
      undelivered: z.array(undelivered),
      nextCursor: z.string().nullable(),
    }),
  }),
  get: endpoint({
    route: "GET /api/approvals/{id}",
    summary: "An approval with exactly what would go out, and what it was before",
    role: "viewer",
    params: id,
    answer: z.object({
      approval,
      mine,
      action: z.object({
        id: z.string(),
        kind: z.string(),
        target: z.string(),
        provenance,
        risk,
        revision: z.number(),
        sources: z.array(z.string()),
        verdict,
        /** Whether "make it different" is an answer. */
        revisable: z.boolean(),
        /** The exact bytes that the digest is of, and what they mean. */
        bytes: z.string(),
        payload: z.unknown(),
        preview,
        previewUrl,
      }),
      /** The version before, and what people said of it. */
      previous: z
        .object({
          revision: z.number(),
          payload: z.unknown(),
          preview,
          decidedBy: z.string().nullable(),
          reason: z.string().nullable(),
        })
        .nullable(),
      task: z.object({
        id: z.string(),
        kind: z.string(),
        title: z.string().nullable(),
        project: z.string(),
        requestedBy: z.string(),
        createdAt: time,
        usd: z.number(),
        calls: z.number(),
      }),
    }),
  }),
  decide: endpoint({
    route: "POST /api/approvals/{id}/decisions",
    summary: "Decides on exactly what was shown; on a hold, a yes releases it and a no cancels it",
    role: "approver",
    params: id,
    body: decision,
    answer: z.object({ kind: z.enum(["decided", "voted"]) }),
  }),
  edit: endpoint({
    route: "POST /api/approvals/{id}/edit",
    summary:
      "Words anew what waits, or moves what waits or is approved and not out yet: a new approval takes its place",
    role: "approver",
    params: id,
    body: edit,
    answer: z.object({ approval }),
  }),
  decideMany: endpoint({
    route: "POST /api/approvals/decisions",
    summary: "Decides on several, each for itself",
    role: "approver",
    body: z.strictObject({
      decisions: z
        .array(decision.extend({ id: z.string().min(1) }))
        .min(1)
        .max(100),
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

export const effectsEndpoints = {
  resolve: endpoint({
    route: "POST /api/effects/{actionId}/resolution",
    summary: "Says what became of an effect whose answer was lost",
    role: "approver",
    params: z.object({ actionId: z.string().min(1) }),
    body: z.strictObject({ resolution: z.enum(resolutions) }),
    answer: z.object({ kind: z.literal("resolved") }),
  }),
};

export const actionsEndpoints = {
  propose: endpoint({
    route: "POST /api/actions",
    summary: "Proposes an action from outside the jobs; it takes the same way as all others",
    role: "approver",
    body: actionRequestSchema,
    idempotent: true,
    status: 202,
    answer: z.object({ taskId: z.string(), duplicate: z.boolean() }),
  }),
  judge: endpoint({
    route: "POST /api/actions/{id}/outcome",
    summary: "Says that something that has happened had to be corrected or taken back",
    role: "approver",
    params: id,
    body: z.strictObject({ outcome: z.enum(["corrected", "reverted"]), reason }),
    answer: z.object({ kind: z.literal("judged") }),
  }),
};
