import { accountKeys, type BudgetScope, describeAccount } from "../domain/budget.ts";
import type { Person } from "../domain/person.ts";
import { SignalboxError } from "../platform/errors.ts";
import { defaultProject, isKnownProject } from "../policy/rules.ts";
import { budgetLedger, dollars, limitsOf, projectOfTask } from "./budget.ts";
import type { Spine } from "./context.ts";
import { existingTask } from "./existing-task.ts";
import { assertTheirs, matterOf } from "./may-act.ts";
import { fact, record } from "./record.ts";
import { wakePaused } from "./wake-paused.ts";

export interface TopUp {
  /** Makes doing it twice the same as once. */
  id: string;
  scope: BudgetScope;
  /** The task of a task's budget, the project of a project's; nothing for the system's. */
  of: string | null;
  microUsd: number;
  by: string;
}

/**
 * Lets those change a pot of a project's, or of its task's, who decide there. The system's pots are no project's.
 * @throws SignalboxError `forbidden` for all others, `not_found` for a task or a project that there isn't.
 */
export async function assertPot(
  spine: Spine,
  person: Person,
  { scope, of }: Pick<TopUp, "scope" | "of">,
): Promise<void> {
  if (scope === "task") assertTheirs(spine, person, matterOf(await existingTask(spine, of ?? "")));
  if (scope !== "project-day") return;
  const project = of ?? defaultProject;
  if (!isKnownProject(spine.settings.RULES, project))
    throw new SignalboxError("not_found", `there is no project ${project}`);
  assertTheirs(spine, person, { project });
}

/** Adds money to a pot for its running period and lets those go on that it was short for. Null when done, else why not. */
export async function topUp(spine: Spine, { id, scope, of, microUsd, by }: TopUp): Promise<string | null> {
  const now = spine.now();
  const project = scope === "task" ? await projectOfTask(spine, of ?? "") : (of ?? defaultProject);
  if (project === null) return `there is no task ${of}`;
  const key = accountKeys(of ?? "", project, now)[scope];
  const limit = limitsOf(spine, { project, taskId: scope === "task" ? of : null })[scope];
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
  await wakePaused(spine, {
    ...(scope === "task" && of !== null ? { taskId: of } : {}),
    ...(scope === "project-day" ? { project } : {}),
  });
  return null;
}
