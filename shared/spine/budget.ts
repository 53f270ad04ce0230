import { eq } from "drizzle-orm";
import { tasks } from "../db/schema.ts";
import {
  type Account,
  accountKeys,
  budgetScopes,
  describeAccount,
  type Limits,
  refillsAt,
  roomIn,
} from "../domain/budget.ts";
import { defaultProject, projectNames, projectRules } from "../policy/rules.ts";
import type { Spine } from "./context.ts";
import { readChanges, settingsWith } from "./live-settings.ts";
import { fact, record } from "./record.ts";

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

export type Reserved =
  | { kind: "reserved" }
  /** What is left is set aside for calls under way, and most of it comes back. */
  | { kind: "wait"; afterMs: number; reason: string }
  /** `until` is when the pot is full again by itself; null: only a top-up helps. */
  | { kind: "paused"; until: number | null; reason: string };

/** How soon money that is set aside for calls under way is asked for again, milliseconds. */
const lentMs = 2000;

/** Sets money aside in all four scopes, or says which of them is used up or lent. `amount` in micro-dollars. */
export async function reserve(
  spine: Spine,
  call: { id: string; taskId: string; project: string; amount: number },
): Promise<Reserved> {
  const { id, taskId, project, amount } = call;
  const now = spine.now();
  const keys = accountKeys(taskId, project, now);
  const pots = budgetLedger(spine.env);
  const limits = limitsOf(spine, call);
  let answer = await pots.reserve(id, keys, limits, amount, now);
  if (answer.kind === "short") {
    // Somebody may have raised it this moment: whoever is woken for that must not pause by what an isolate knew before.
    const settings = settingsWith(spine, await readChanges(spine));
    const current = limitsOf({ ...spine, settings }, call);
    if (budgetScopes.some((scope) => current[scope] !== limits[scope])) {
      const again = await pots.reserve(id, keys, current, amount, now);
      // A share is told once: what the first look has marked as told still has to be.
      const untold = again.kind === "short" && again.account.key === answer.account.key ? answer.alert : null;
      answer = again.kind === "short" ? { ...again, alert: again.alert ?? untold } : again;
    }
  }
  if (answer.kind === "reserved") return answer;
  const { account } = answer;
  if (answer.kind === "lent") {
    const reason = `what is left of ${describeAccount(account)} is set aside for calls under way`;
    return { kind: "wait", afterMs: lentMs, reason };
  }
  if (answer.alert !== null) await alert(spine, taskId, account, answer.alert);
  return {
    kind: "paused",
    until: refillsAt(account.scope, now),
    reason: `${describeAccount(account)} of ${dollars(account.limit + account.topUp)} is used up`,
  };
}

/** Turns a reservation into what it really cost (0 releases it) and tells of shares that are reached by it, once each. */
export async function release(spine: Spine, id: string, taskId: string, cost: number): Promise<void> {
  const alerts = await budgetLedger(spine.env).settle(id, cost, spine.now());
  for (const { account, percent } of alerts) await alert(spine, taskId, account, percent);
}

async function alert(spine: Spine, taskId: string, account: Account, percent: number): Promise<void> {
  const all = account.limit + account.topUp;
  const summary = `${percent} % of ${describeAccount(account)} (${dollars(all)}) is used up`;
  await record(spine, [
    fact(spine, taskId, `budget/${account.key}/${percent}/${all}`, "budget.alert", summary, {
      scope: account.scope,
      account: account.key,
      percent,
      usd: account.spent / 1_000_000,
      // A task's own budget is its thread's business; see `tellAlerts`.
      tell: account.scope !== "task",
    }),
  ]);
}

export function dollars(microUsd: number): string {
  return `$${(microUsd / 1_000_000).toFixed(2)}`;
}

/** The project that a task's money comes from. */
export async function projectOfTask({ db }: Spine, taskId: string): Promise<string | null> {
  const task = await db.select({ project: tasks.project }).from(tasks).where(eq(tasks.id, taskId)).get();
  return task?.project ?? null;
}
