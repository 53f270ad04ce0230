import { z } from "zod";
import { levelNames, stepNames } from "../domain/autonomy.ts";
import { isActionKind } from "../policy/boundaries.ts";
import { endpoint } from "./endpoint.ts";
import { id, nextCursor, pageQuery, reason, time } from "./forms.ts";

const level = z.literal([1, 2, 3]);

const counts = {
  consecutiveDays: z.number(),
  accepted: z.number(),
  corrected: z.number(),
  rejected: z.number(),
  reverted: z.number(),
  reviewedMessages: z.number(),
};

export const autonomyEndpoints = {
  list: endpoint({
    route: "GET /api/autonomy",
    summary: "Levels of autonomy by project and kind, with their evidence",
    role: "viewer",
    answer: z.object({
      standings: z.array(
        z.object({
          project: z.string(),
          /** A kind of action; "*" is the project as a whole. */
          kind: z.string(),
          level,
          name: z.enum(Object.values(levelNames)),
          evidence: z.object({ ...counts, since: time.nullable() }),
          /** What the evidence is made of. readings: what people said of how signals were read. */
          step: z.enum(stepNames),
          /** What the next level takes; null at the highest. */
          needs: z
            .object({ days: z.number(), accepted: z.number(), reviewedMessages: z.number() })
            .nullable(),
        }),
      ),
    }),
  }),
  set: endpoint({
    route: "PUT /api/autonomy",
    summary: "Sets a level by hand",
    role: "operator",
    body: z.strictObject({
      project: z.string().min(1),
      kind: z.string().refine((kind) => kind === "*" || isActionKind(kind), "is no kind of action"),
      level,
      reason,
    }),
    answer: z.object({ kind: z.literal("set") }),
  }),
  promotions: endpoint({
    route: "GET /api/autonomy/promotions",
    summary: "Promotions that were proposed, newest first",
    role: "viewer",
    query: pageQuery,
    answer: z.object({
      promotions: z.array(
        z.object({
          id: z.string(),
          project: z.string(),
          kind: z.string(),
          fromLevel: level,
          toLevel: level,
          evidence: z.object({ ...counts, since: z.number() }),
          status: z.enum(["pending", "ratified", "declined", "stale"]),
          decidedBy: z.string().nullable(),
          decidedAt: time.nullable(),
          reason: z.string().nullable(),
          createdAt: time,
        }),
      ),
      nextCursor,
    }),
  }),
  decide: endpoint({
    route: "POST /api/autonomy/promotions/{id}/decision",
    summary: "Ratifies a promotion, or declines it",
    role: "operator",
    params: id,
    body: z.strictObject({
      decision: z.enum(["ratified", "declined"]),
      reason: z.string().trim().max(2000).nullable().default(null),
    }),
    answer: z.object({ kind: z.enum(["ratified", "declined"]) }),
  }),
};
