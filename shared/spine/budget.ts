import { eq } from "drizzle-orm";
import { tasks } from "../db/schema.ts";
import { type Account, accountKeys, describeAccount, type Limits, refillsAt } from "../domain/budget.ts";
import { projectRules } from "../policy/rules.ts";
import { announce } from "./announce.ts";
import type { Spine } from "./context.ts";
import { fact, record } from "./record.ts";

/** Everything is paid from one ledger, so that a call takes from all its pots or from none. */
export function budgetLedger(env: Pick<Env, "BUDGET_LEDGER">) {
  return env.BUDGET_LEDGER.getByName("all");
}

export function limitsOf({ settings }: Spine, project: string): Limits {
  const micro = (usd: number): number => Math.round(usd * 1_000_000);
  return {
    task: micro(settings.LLM_TASK_BUDGET_USD),
    "project-day": micro(projectRules(settings.RULES, project).budgetUsdDay),
    "system-day": micro(settings.LLM_DAILY_BUDGET_USD),
    "system-month": micro(settings.LLM_MONTHLY_BUDGET_USD),
  };
}

export type Reserved =
  | { kind: "reserved" }
  /** `until` is when the pot is full again by itself; null: only a top-up helps. */
  | { kind: "paused"; until: number | null; reason: string };

/** Sets money aside in all four scopes, or says which of them is used up. `amount` in micro-dollars. */
export async function reserve(
  spine: Spine,
  call: { id: string; taskId: string; project: string; amount: number },
): Promise<Reserved> {
  const { id, taskId, project, amount } = call;
  const now = spine.now();
  const keys = accountKeys(taskId, project, now);
  const answer = await budgetLedger(spine.env).reserve(id, keys, limitsOf(spine, project), amount, now);
  if (answer.kind === "reserved") return answer;
  const { account } = answer;
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
  const summary = `${percent} % of ${describeAccount(account)} (${dollars(account.limit + account.topUp)}) is used up`;
  await record(spine, [
    fact(spine, taskId, `budget/${account.key}/${percent}/${account.topUp}`, "budget.alert", summary, {
      scope: account.scope,
      account: account.key,
      percent,
      usd: account.spent / 1_000_000,
    }),
  ]);
  // A task's own budget is its thread's business.
  if (account.scope !== "task")
    await announce(spine, taskId, `budget-${account.key}-${percent}`, `:moneybag: ${summary}.`);
}

export function dollars(microUsd: number): string {
  return `$${(microUsd / 1_000_000).toFixed(2)}`;
}

/** The project that a task's money comes from. */
export async function projectOfTask({ db }: Spine, taskId: string): Promise<string | null> {
  const task = await db.select({ project: tasks.project }).from(tasks).where(eq(tasks.id, taskId)).get();
  return task?.project ?? null;
}
