import type { Account } from "../domain/budget.ts";
import { budgetLedger, limitsOf } from "./budget.ts";
import type { Spine } from "./context.ts";
import { defaultProject } from "../policy/rules.ts";

const dayMs = 24 * 60 * 60_000;
const prefix = "system-day:";

/** The system's last days, today's as the last one. Days that nobody has paid from cost nothing; their limit is today's. */
export async function budgetDays(
  spine: Spine,
  days: number,
): Promise<(Pick<Account, "limit" | "topUp" | "spent"> & { day: string })[]> {
  const now = spine.now();
  const dates = Array.from({ length: days }, (_, n) =>
    new Date(now - (days - 1 - n) * dayMs).toISOString().slice(0, 10),
  );
  const [first = "", today = ""] = [dates.at(0), dates.at(-1)];
  const accounts = await budgetLedger(spine.env).between("system-day", prefix + first, prefix + today, now);
  const byKey = new Map(accounts.map((account) => [account.key, account]));
  const limit = limitsOf(spine, { project: defaultProject, taskId: null })["system-day"];
  return dates.map((day) => {
    const account = byKey.get(prefix + day);
    return {
      day,
      // A day's own limit is what its last call was paid under; today's counts already.
      limit: day === today ? limit : (account?.limit ?? limit),
      topUp: account?.topUp ?? 0,
      spent: account?.spent ?? 0,
    };
  });
}
