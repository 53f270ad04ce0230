import { z } from "zod";
import { memoryKinds } from "../domain/memory.ts";
import { endpoint } from "./endpoint.ts";
import { id, nextCursor, pageQuery, provenance, time } from "./forms.ts";

const memory = z.object({
  id: z.string(),
  project: z.string(),
  kind: z.enum(memoryKinds),
  title: z.string(),
  text: z.string(),
  /** Where all can see it; null: nowhere but in its task. */
  url: z.string().nullable(),
  taskId: z.string().nullable(),
  /** Whose word it is; null: the crew's. */
  by: z.string().nullable(),
  provenance,
  at: time,
});

const project = z.string().min(1).max(100);

export const memoriesEndpoints = {
  list: endpoint({
    route: "GET /api/memories",
    summary: "What the crew remembers: newest first, or what is found by words and meaning, the best first",
    role: "viewer",
    query: pageQuery.extend({
      project: project.optional(),
      kind: z.enum(memoryKinds).optional(),
      q: z.string().trim().max(500).optional(),
    }),
    answer: z.object({
      memories: z.array(
        memory.extend({
          /** How it was found; null: it was not looked for. */
          found: z.object({ words: z.boolean(), closeness: z.number().nullable() }).nullable(),
        }),
      ),
      /** Whether the embedder knows meanings; one that doesn't knows words alone. */
      semantic: z.boolean(),
      nextCursor,
    }),
  }),
  note: endpoint({
    route: "POST /api/memories",
    summary: "Writes something down for the crew to remember",
    role: "approver",
    idempotent: true,
    body: z.strictObject({
      project,
      title: z.string().trim().min(1).max(200),
      text: z.string().trim().min(1).max(8000),
    }),
    answer: z.object({ memory }),
  }),
  reindex: endpoint({
    route: "POST /api/memories/reindex",
    summary:
      "Has everything that is remembered placed anew, or goes on with it: one step, and how far it has come",
    role: "operator",
    body: z.strictObject({
      /** Whether to begin where nothing is under way. */
      begin: z.boolean(),
    }),
    answer: z.object({
      /** Null: nothing is under way. */
      reindex: z
        .object({
          id: z.string(),
          by: z.string(),
          at: time,
          /** So many memories were taken from their places and placed. */
          taken: z.number(),
          /** How far it has come, from 0 to 1. */
          share: z.number(),
          isOver: z.boolean(),
        })
        .nullable(),
    }),
  }),
  forget: endpoint({
    route: "DELETE /api/memories/{id}",
    summary: "Has something forgotten: it is nowhere afterwards, and the ledger says who wanted that",
    role: "approver",
    params: id,
    answer: z.object({ kind: z.literal("forgotten"), receipt: z.string() }),
  }),
};
