import { type BudgetAlert, describeAccount } from "../domain/budget.ts";
import { dollars } from "./budget.ts";
import type { Ground } from "./ground.ts";
import { fact, record } from "./record.ts";

/** Records shares of budgets that have been reached; the team is told of them by `tellAlerts`. */
export async function tellShares(spine: Ground, alerts: readonly BudgetAlert[]): Promise<void> {
  for (const { taskId, account, percent } of alerts) {
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
}
