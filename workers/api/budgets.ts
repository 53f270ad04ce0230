import { Hono } from "hono";
import { z } from "zod";
import { accountKeys, budgetScopes } from "../../shared/domain/budget.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { defaultProject } from "../../shared/policy/rules.ts";
import { budgetLedger, limitsOf } from "../../shared/spine/budget.ts";
import { openSpine } from "../../shared/spine/context.ts";
import { topUp } from "../../shared/spine/top-up.ts";
import { parseBody } from "./body.ts";
import { type ApiEnv, requireRole } from "./require-role.ts";

const topUpSchema = z.strictObject({
  scope: z.enum(budgetScopes),
  /** The task of a task's budget, the project of a project's. */
  of: z.string().min(1).nullable().default(null),
  usd: z.number().positive().max(1000),
});

/** Money: what is set, spent and reserved, and adding to it. */
export const budgetsApi = new Hono<ApiEnv>()
  .get("/", requireRole("viewer"), async (c) => {
    const spine = openSpine(c.env);
    const now = spine.now();
    const task = c.req.query("task");
    const projects = [...new Set([defaultProject, ...Object.keys(spine.settings.RULES.projects)])];
    const pots = projects.flatMap((project) => {
      const keys = accountKeys(task ?? "", project, now);
      const limits = limitsOf(spine, project);
      const first = project === projects[0];
      return budgetScopes
        .filter((scope) => scope === "project-day" || (first && (scope !== "task" || task !== undefined)))
        .map((scope) => ({ scope, key: keys[scope], limit: limits[scope] }));
    });
    const accounts = await budgetLedger(c.env).view(pots, now);
    return c.json({
      budgets: accounts.map(({ scope, key, limit, topUp: extra, spent, reserved }) => ({
        scope,
        key,
        limitUsd: limit / 1_000_000,
        topUpUsd: extra / 1_000_000,
        spentUsd: spent / 1_000_000,
        reservedUsd: reserved / 1_000_000,
      })),
    });
  })
  .post("/top-ups", requireRole("operator"), async (c) => {
    const { scope, of, usd } = await parseBody(c, topUpSchema);
    if (scope === "task" && of === null)
      throw new SignalboxError("bad_request", "of: name the task whose budget it is");
    const key = c.req.header("idempotency-key") ?? crypto.randomUUID();
    const refusal = await topUp(openSpine(c.env), {
      id: `${c.var.person.id}:${key}`,
      scope,
      of,
      microUsd: Math.round(usd * 1_000_000),
      by: c.var.person.id,
    });
    if (refusal !== null) throw new SignalboxError("not_found", refusal);
    return c.json({ kind: "topped_up" });
  });
