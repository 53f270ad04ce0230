import { z } from "zod";
import { budgetScopes } from "../domain/budget.ts";
import { endpoint } from "./endpoint.ts";
import { budget, time } from "./forms.ts";

const usd = z.number().positive().max(1000);

export const budgetsEndpoints = {
  list: endpoint({
    route: "GET /api/budgets",
    summary: "Money: what is set, spent and reserved",
    role: "viewer",
    query: z.object({ task: z.string().min(1).optional() }),
    answer: z.object({
      budgets: z.array(budget),
      /** What each task may cost, unless it was topped up. */
      taskLimitUsd: z.number(),
    }),
  }),
  set: endpoint({
    route: "PUT /api/budgets",
    summary: "Sets what a scope may cost, from now on; with more to spend, paused tasks go on",
    role: "operator",
    body: z.strictObject({
      scope: z.enum(budgetScopes),
      of: z
        .string()
        .min(1)
        .nullable()
        .default(null)
        .meta({ description: "The project of a project's budget" }),
      usd: z.number().min(0.01).max(100_000),
    }),
    answer: z.object({ kind: z.literal("set") }),
  }),
  topUp: endpoint({
    route: "POST /api/budgets/top-ups",
    summary: "Adds money to a budget for its running period; what waited for it goes on",
    role: "operator",
    body: z.strictObject({
      scope: z.enum(budgetScopes),
      of: z
        .string()
        .min(1)
        .nullable()
        .default(null)
        .meta({ description: "The task of a task's budget, the project of a project's" }),
      usd,
    }),
    idempotent: true,
    answer: z.object({ kind: z.literal("topped_up") }),
  }),
  history: endpoint({
    route: "GET /api/budgets/history",
    summary: "What the last days cost, and who changed the budgets",
    role: "viewer",
    query: z.object({ days: z.coerce.number().int().min(1).max(366).default(30) }),
    answer: z.object({
      /** The system's days, oldest first; days without any call have nothing spent. */
      days: z.array(
        z.object({ day: z.iso.date(), spentUsd: z.number(), limitUsd: z.number(), topUpUsd: z.number() }),
      ),
      changes: z.array(
        z.object({ at: time, type: z.string(), summary: z.string(), taskId: z.string().nullable() }),
      ),
    }),
  }),
};
