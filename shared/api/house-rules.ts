import { z } from "zod";
import { houseStates } from "../domain/house-rule.ts";
import { endpoint } from "./endpoint.ts";
import { id, time } from "./forms.ts";

const proposal = z.object({
  id: z.string(),
  project: z.string(),
  /** The kind of text that it would be for. */
  kind: z.string(),
  words: z.string(),
  state: z.enum(houseStates),
  at: time,
  decidedBy: z.string().nullable(),
  decidedAt: time.nullable(),
  /** What people have asked for; what was forgotten since is missing. */
  evidence: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      by: z.string().nullable(),
      at: time,
      taskId: z.string().nullable(),
    }),
  ),
});

export const houseRulesEndpoints = {
  list: endpoint({
    route: "GET /api/house-rules",
    summary: "What people keep asking for, proposed as rules for a project's texts, with the evidence",
    role: "viewer",
    query: z.object({ state: z.enum(houseStates).optional() }),
    answer: z.object({ proposals: z.array(proposal) }),
  }),
  accept: endpoint({
    route: "POST /api/house-rules/{id}/accept",
    summary:
      "Makes it a rule of the project, in these words: every text of the kind keeps to it from then on",
    role: "operator",
    params: id,
    body: z.strictObject({ words: z.string().trim().min(1).max(300) }),
    answer: z.object({ kind: z.literal("accepted") }),
  }),
  decline: endpoint({
    route: "POST /api/house-rules/{id}/decline",
    summary: "Says no to it: what has led to it leads to no other proposal",
    role: "operator",
    params: id,
    answer: z.object({ kind: z.literal("declined") }),
  }),
};
