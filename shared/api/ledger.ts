import { z } from "zod";
import { ledgerTypes } from "../jobs/facts.ts";
import { endpoint } from "./endpoint.ts";
import { ledgerEntry, time } from "./forms.ts";

const filter = z.object({
  task: z.string().min(1).optional(),
  type: z.enum(ledgerTypes).optional(),
});

export const ledgerEndpoints = {
  list: endpoint({
    route: "GET /api/ledger",
    summary: "Everything that has been recorded, newest first",
    role: "viewer",
    query: filter.extend({
      limit: z.coerce.number().int().min(1).max(500).default(100),
      cursor: z.coerce.number().int().positive().optional(),
    }),
    answer: z.object({ entries: z.array(ledgerEntry), nextCursor: z.number().nullable() }),
  }),
  export: endpoint({
    route: "GET /api/ledger/export",
    summary: "The whole ledger, or a part of it, as CSV or as a JSON object a line",
    role: "viewer",
    query: filter.extend({ format: z.enum(["csv", "json"]).default("csv") }),
    answer: z.string(),
    produces: "text/csv",
  }),
};

export const costsEndpoints = {
  get: endpoint({
    route: "GET /api/costs",
    summary: "What accepted outcomes cost, by kind of work",
    role: "viewer",
    query: z.object({
      project: z.string().min(1).default("default"),
      from: z.iso.date().optional(),
      to: z.iso.date().optional(),
    }),
    answer: z.object({
      project: z.string(),
      from: time,
      to: time,
      work: z.array(
        z.object({
          work: z.string(),
          calls: z.number(),
          usd: z.number(),
          accepted: z.number(),
          usdPerAccepted: z.number().nullable(),
          kinds: z.array(z.object({ kind: z.string(), accepted: z.number() })),
        }),
      ),
    }),
  }),
};
