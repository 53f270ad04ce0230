import { and, eq } from "drizzle-orm";
import { tasks } from "../db/schema.ts";
import { accountKeys, type BudgetScope, describeAccount } from "../domain/budget.ts";
import { defaultProject } from "../policy/rules.ts";
import { budgetLedger, dollars, limitsOf, projectOfTask } from "./budget.ts";
import type { Spine } from "./context.ts";
import { fact, record } from "./record.ts";
import { wakeTask } from "./wake.ts";

export interface TopUp {
  /** Makes doing it twice the same as once. */
  id: string;
  scope: BudgetScope;
  /** The task of a task's budget, the project of a project's; nothing for the system's. */
  of: string | null;
  microUsd: number;
  by: string;
}

const wakenAtOnce = 100;

/** Adds money to a pot for its running period and lets those go on that it was short for. Null when done, else why not. */
export async function topUp(spine: Spine, { id, scope, of, microUsd, by }: TopUp): Promise<string | null> {
  const now = spine.now();
  const project = scope === "task" ? await projectOfTask(spine, of ?? "") : (of ?? defaultProject);
  if (project === null) return `there is no task ${of}`;
  const key = accountKeys(of ?? "", project, now)[scope];
  const limit = limitsOf(spine, project)[scope];
  const isNew = await budgetLedger(spine.env).topUp(id, scope, key, limit, microUsd, now);
  const summary = `${by} added ${dollars(microUsd)} to ${describeAccount({ scope, key })}`;
  const data = { scope, account: key, usd: microUsd / 1_000_000, by };
  if (isNew) {
    await record(spine, [
      scope === "task"
        ? fact(spine, of ?? "", `top-up/${id}`, "budget.topped_up", summary, data)
        : { id: `top-up/${id}`, at: now, taskId: null, type: "budget.topped_up", summary, data },
    ]);
  }
  await wakePaused(spine, scope, of);
  return null;
}

/** Whoever still finds too little pauses again. */
async function wakePaused(spine: Spine, scope: BudgetScope, of: string | null): Promise<void> {
  const paused = await spine.db
    .select({ id: tasks.id, project: tasks.project })
    .from(tasks)
    .where(
      scope === "task"
        ? and(eq(tasks.id, of ?? ""), eq(tasks.status, "out_of_budget"))
        : eq(tasks.status, "out_of_budget"),
    )
    .orderBy(tasks.createdAt)
    .limit(wakenAtOnce);
  const concerned = paused.filter(
    (task) => scope !== "project-day" || task.project === (of ?? defaultProject),
  );
  await Promise.all(concerned.map(async (task) => wakeTask(spine.env, task.id)));
}
