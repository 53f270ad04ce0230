import type { BudgetScope } from "../domain/budget.ts";
import { SignalboxError } from "../platform/errors.ts";
import type { Settings } from "./settings.ts";
import { projectNames, projectRules } from "../policy/rules.ts";
import { dollars } from "./budget.ts";
import { changeSetting } from "./change-settings.ts";
import type { Spine } from "./context.ts";
import { wakePaused } from "./wake-paused.ts";

type SystemScope = Exclude<BudgetScope, "project-day">;

/** Where each limit stands among the settings, and what people call it. */
const limits = {
  task: { setting: "LLM_TASK_BUDGET_USD", words: "the budget of each task" },
  "system-day": { setting: "LLM_DAILY_BUDGET_USD", words: "the day's budget" },
  "system-month": { setting: "LLM_MONTHLY_BUDGET_USD", words: "the month's budget" },
} as const satisfies Record<SystemScope, { setting: keyof Settings; words: string }>;

/** Sets what each task, the system's day or its month may cost, from now on. With more to spend, paused tasks go on. */
export async function setSystemBudget(
  spine: Spine,
  { scope, usd, by }: { scope: SystemScope; usd: number; by: string },
): Promise<void> {
  const { setting, words } = limits[scope];
  await changeSetting(spine, { name: "BUDGETS", by, version: null }, (settings, { BUDGETS }) =>
    settings[setting] === usd
      ? null
      : { value: { ...BUDGETS, [scope]: usd }, ...told(by, words, scope, settings[setting], usd) },
  );
  await wakePaused(spine, {});
}

/**
 * Sets what a project may cost a day, from now on: one of its rules. With more to spend, its paused tasks go on.
 * @throws SignalboxError `not_found` for a project that there isn't.
 */
export async function setProjectBudget(
  spine: Spine,
  { project, usd, by }: { project: string; usd: number; by: string },
): Promise<void> {
  await changeSetting(spine, { name: "RULES", by, version: null }, ({ RULES }) => {
    if (!projectNames(RULES).includes(project))
      throw new SignalboxError("not_found", `there is no project ${project}`);
    const own = projectRules(RULES, project);
    if (own.budgetUsdDay === usd) return null;
    return {
      value: { ...RULES, projects: { ...RULES.projects, [project]: { ...own, budgetUsdDay: usd } } },
      ...told(
        by,
        `the day's budget of the project ${project}`,
        `project-day:${project}`,
        own.budgetUsdDay,
        usd,
      ),
    };
  });
  await wakePaused(spine, { project });
}

function told(by: string, what: string, budget: string, from: number, to: number) {
  const summary = `${by} set ${what} from ${inDollars(from)} to ${inDollars(to)}`;
  return { summary, data: { budgets: [budget], from, to } };
}

const inDollars = (usd: number): string => dollars(usd * 1_000_000);
