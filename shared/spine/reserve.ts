import { accountKeys, budgetScopes, describeAccount, refillsAt } from "../domain/budget.ts";
import type { Settlement } from "../domain/purse.ts";
import { budgetLedger, dollars, limitsOf } from "./budget.ts";
import type { Spine } from "./context.ts";
import { readChanges, settingsWith } from "./live-settings.ts";
import { tellShares } from "./tell-shares.ts";

/** Money that can't be set aside now. */
export type NoMoney =
  /** What is left is set aside for calls under way, and most of it comes back. */
  | { kind: "wait"; afterMs: number; reason: string }
  /** `until` is when the pot is full again by itself; null: only a top-up helps. */
  | { kind: "paused"; until: number | null; reason: string };

/** `granted` micro-dollars are set aside; `ample`: the pots have plenty left. */
export type Reserved = { kind: "reserved"; granted: number; ample: boolean } | NoMoney;

export interface Wanted {
  id: string;
  taskId: string;
  project: string;
  amount: number;
  /** So much would be welcome, for calls that may follow. */
  upTo?: number;
  /** What is settled before. */
  settled?: Settlement[];
}

/** How soon money that is set aside for calls under way is asked for again, milliseconds. */
const lentMs = 2000;

/** Sets money aside in all four scopes, or says which of them is used up or lent. Amounts in micro-dollars. */
export async function reserve(spine: Spine, wanted: Wanted): Promise<Reserved> {
  const { id, taskId, project, amount, upTo = amount, settled = [] } = wanted;
  const now = spine.now();
  const keys = accountKeys(taskId, project, now);
  const pots = budgetLedger(spine.env);
  const limits = limitsOf(spine, wanted);
  let answer = await pots.reserve(id, keys, limits, amount, now, { upTo, settled });
  await tellShares(spine, answer.alerts);
  if (answer.kind === "short") {
    // Somebody may have raised it this moment: whoever is woken for that must not pause by what an isolate knew before.
    const settings = settingsWith(spine, await readChanges(spine));
    const current = limitsOf({ ...spine, settings }, wanted);
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
  if (answer.alert !== null) await tellShares(spine, [{ taskId, account, percent: answer.alert }]);
  return {
    kind: "paused",
    until: refillsAt(account.scope, now),
    reason: `${describeAccount(account)} of ${dollars(account.limit + account.topUp)} is used up`,
  };
}

/** Turns reservations into what they really cost (0 releases one) and tells of shares that are reached by it, once each. */
export async function settle(spine: Spine, settled: Settlement[]): Promise<void> {
  await tellShares(spine, await budgetLedger(spine.env).settle(settled, spine.now()));
}
