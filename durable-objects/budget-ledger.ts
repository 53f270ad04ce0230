import { DurableObject } from "cloudflare:workers";
import { type Budget, current, reserve, reservedIn, settle } from "../shared/domain/budget.ts";

const key = "budget";

/** One budget scope. Single-threaded, so that calls side by side can't overspend it. Amounts are micro-dollars. */
export class BudgetLedger extends DurableObject<Env> {
  /** Sets money aside for one call; false when the day's limit would be passed. */
  reserve(id: string, amount: number, limit: number, now: number): boolean {
    const next = reserve(this.#read(now), id, amount, limit, now);
    if (next === null) return false;
    this.ctx.storage.kv.put(key, next);
    return true;
  }

  /** Turns a reservation into what the call really cost; 0 releases it. */
  settle(id: string, cost: number, now: number): void {
    this.ctx.storage.kv.put(key, settle(this.#read(now), id, cost));
  }

  /** Money spent and set aside today. */
  today(now: number): { day: string; spent: number; reserved: number } {
    const budget = this.#read(now);
    return { day: budget.day, spent: budget.spent, reserved: reservedIn(budget) };
  }

  #read(now: number): Budget {
    return current(this.ctx.storage.kv.get<Budget>(key), now);
  }
}
