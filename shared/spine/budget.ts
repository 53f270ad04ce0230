import { eq } from "drizzle-orm";
import { tasks } from "../db/schema.ts";
import { type Account, accountKeys, budgetScopes, type Limits, roomIn } from "../domain/budget.ts";
import { defaultProject, projectNames, projectRules } from "../policy/rules.ts";
import type { Spine } from "./context.ts";

/** Everything is paid from one ledger, so that a call takes from all its pots or from none. */
export function budgetLedger(env: Pick<Env, "BUDGET_LEDGER">) {
  return env.BUDGET_LEDGER.getByName("all");
}

/** What may be spent on behalf of a task of a project (null: any task): how much a task may cost is its job's. */
export function limitsOf(
  { settings, jobs }: Pick<Spine, "settings" | "jobs">,
  { project, taskId }: { project: string; taskId: string | null },
): Limits {
  const micro = (usd: number): number => Math.round(usd * 1_000_000);
  const job = taskId === null ? null : jobs.ofTask(taskId);
  return {
    task: micro(job?.budgetUsd(settings) ?? settings.LLM_TASK_BUDGET_USD),
    "project-day": micro(projectRules(settings.RULES, project).budgetUsdDay),
    "system-day": micro(settings.LLM_DAILY_BUDGET_USD),
    "system-month": micro(settings.LLM_MONTHLY_BUDGET_USD),
  };
}

/** The pots that are filled now: the system's, each project's, and a task's when one is named. */
export async function viewBudgets(spine: Spine, taskId: string | null): Promise<Account[]> {
  const now = spine.now();
  const project = (taskId === null ? null : await projectOfTask(spine, taskId)) ?? defaultProject;
  const pots = budgetScopes.flatMap((scope) => {
    if (scope === "task" && taskId === null) return [];
    const projects = scope === "project-day" ? projectNames(spine.settings.RULES) : [project];
    return projects.map((one) => ({
      scope,
      key: accountKeys(taskId ?? "", one, now)[scope],
      limit: limitsOf(spine, { project: one, taskId })[scope],
    }));
  });
  return budgetLedger(spine.env).view(pots, now);
}

/** Less than this, or than a tenth of a pot, isn't enough to begin anything with. Micro-dollars. */
const leastRoom = 100_000;

/** Whether the pots that all of a project's tasks are paid from have enough in them to begin with another. */
export async function hasMoney(spine: Spine, project: string): Promise<boolean> {
  const now = spine.now();
  const keys = accountKeys("", project, now);
  const limits = limitsOf(spine, { project, taskId: null });
  const shared = budgetScopes.filter((scope) => scope !== "task");
  const pots = shared.map((scope) => ({ scope, key: keys[scope], limit: limits[scope] }));
  const accounts = await budgetLedger(spine.env).view(pots, now);
  return accounts.every((account) => roomIn(account) >= Math.min(leastRoom, account.limit / 10));
}

export function dollars(microUsd: number): string {
  return `$${(microUsd / 1_000_000).toFixed(2)}`;
}

/** The project that a task's money comes from. */
export async function projectOfTask({ db }: Spine, taskId: string): Promise<string | null> {
  const task = await db.select({ project: tasks.project }).from(tasks).where(eq(tasks.id, taskId)).get();
  return task?.project ?? null;
}
