import { budgetsEndpoints } from "../../shared/api/budgets.ts";
import { listBudgetFacts } from "../../shared/db/ledger.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { redact } from "../../shared/platform/redact.ts";
import { viewBudgets } from "../../shared/spine/budget.ts";
import { budgetDays } from "../../shared/spine/budget-history.ts";
import { setProjectBudget, setSystemBudget } from "../../shared/spine/set-budget.ts";
import { assertPot, topUp } from "../../shared/spine/top-up.ts";
import { serve, type Served } from "./serve.ts";
import { iso } from "./times.ts";

const mostChanges = 100;

const usd = (microUsd: number): number => microUsd / 1_000_000;

/** A pot of money as it is shown. */
export function budgetView({
  scope,
  key,
  limit,
  topUp: extra,
  spent,
  reserved,
}: Awaited<ReturnType<typeof viewBudgets>>[number]) {
  return {
    scope,
    key,
    limitUsd: usd(limit),
    topUpUsd: usd(extra),
    spentUsd: usd(spent),
    reservedUsd: usd(reserved),
  };
}

/** Money: what is set, spent and reserved, setting it and adding to it. */
export const budgetsApi = {
  list: serve(budgetsEndpoints.list, async ({ spine, query: { task } }) => ({
    budgets: (await viewBudgets(spine, task ?? null)).map(budgetView),
    taskLimitUsd: spine.settings.LLM_TASK_BUDGET_USD,
  })),
  topUp: serve(
    budgetsEndpoints.topUp,
    async ({ spine, person, onceKey, body: { scope, of, usd: amount } }) => {
      if (scope === "task" && of === null)
        throw new SignalboxError("bad_request", "of: name the task whose budget it is");
      await assertPot(spine, person, { scope, of });
      const refusal = await topUp(spine, {
        id: `${person.id}:${onceKey}`,
        scope,
        of,
        microUsd: Math.round(amount * 1_000_000),
        by: person.id,
      });
      if (refusal !== null) throw new SignalboxError("not_found", refusal);
      return { kind: "topped_up" as const };
    },
  ),
  set: serve(budgetsEndpoints.set, async ({ spine, person, body: { scope, of, usd: amount } }) => {
    if (scope === "project-day") {
      if (of === null) throw new SignalboxError("bad_request", "of: name the project whose budget it is");
      await assertPot(spine, person, { scope, of });
      await setProjectBudget(spine, { project: of, usd: amount, by: person.id });
    } else {
      // Only a top-up is for one task: what is set here counts for all.
      if (of !== null) throw new SignalboxError("bad_request", "of: only a project's budget has one");
      await setSystemBudget(spine, { scope, usd: amount, by: person.id });
    }
    return { kind: "set" as const };
  }),
  history: serve(budgetsEndpoints.history, async ({ spine, query: { days } }) => {
    const [accounts, changes] = await Promise.all([
      budgetDays(spine, days),
      listBudgetFacts(spine.db, mostChanges),
    ]);
    return {
      days: accounts.map(({ day, limit, topUp: extra, spent }) => ({
        day,
        spentUsd: usd(spent),
        limitUsd: usd(limit),
        topUpUsd: usd(extra),
      })),
      changes: changes.map(({ at, type, summary, taskId }) => ({
        at: iso(at),
        type,
        summary: redact(summary),
        taskId,
      })),
    };
  }),
} satisfies Record<keyof typeof budgetsEndpoints, Served>;
