import { DurableObject } from "cloudflare:workers";
import {
  type Account,
  type BudgetAlert,
  type BudgetScope,
  budgetScopes,
  grantOf,
  type Limits,
  newAlert,
  reservationMs,
  shortAccount,
  taskOf,
} from "../shared/domain/budget.ts";
import type { Settlement } from "../shared/domain/purse.ts";
import { openDatabase } from "../shared/db/database.ts";
import { costsOf } from "../shared/db/llm-calls.ts";
import { configuredSpine } from "../shared/jobs/open-spine.ts";
import { tellShares } from "../shared/spine/tell-shares.ts";

/** So many reservations are looked after at once, and the next ones no sooner than after so long, milliseconds. */
const atOnce = 100;
const leastWaitMs = 1000;

type Row = {
  key: string;
  scope: BudgetScope;
  limit_: number;
  top_up: number;
  spent: number;
  alerted: number;
  reserved: number;
};

/**
 * All pots of money. One object, single-threaded: a call is paid from its four pots together or not at all, and calls
 * side by side can't overspend. Amounts are micro-dollars.
 */
export class BudgetLedger extends DurableObject<Env> {
  readonly #sql = this.ctx.storage.sql;
  /** An alarm is set. */
  #isWatching = false;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#sql.exec(`
      CREATE TABLE IF NOT EXISTS accounts (key TEXT PRIMARY KEY, scope TEXT NOT NULL, limit_ INTEGER NOT NULL,
        top_up INTEGER NOT NULL DEFAULT 0, spent INTEGER NOT NULL DEFAULT 0, alerted INTEGER NOT NULL DEFAULT 0);
      CREATE TABLE IF NOT EXISTS reservations (id TEXT NOT NULL, key TEXT NOT NULL, amount INTEGER NOT NULL,
        expires_at INTEGER NOT NULL, PRIMARY KEY (id, key));
      CREATE INDEX IF NOT EXISTS reservations_key ON reservations (key, expires_at);
      CREATE TABLE IF NOT EXISTS top_ups (id TEXT PRIMARY KEY, key TEXT NOT NULL, amount INTEGER NOT NULL, at INTEGER NOT NULL);`);
  }

  /**
   * Sets money aside in all pots, or names the first that is too empty; where only calls under way keep it so, nothing is
   * used up yet. Reserving again replaces the reservation. `upTo` would be welcome, for calls that may follow; what the last
   * calls have cost is `settled` before.
   */
  async reserve(
    id: string,
    keys: Record<BudgetScope, string>,
    limits: Limits,
    amount: number,
    now: number,
    { upTo, settled }: { upTo: number; settled: Settlement[] } = { upTo: amount, settled: [] },
  ): Promise<
    { alerts: BudgetAlert[] } & (
      | { kind: "reserved"; granted: number; ample: boolean }
      | { kind: "lent"; account: Account }
      | { kind: "short"; account: Account; alert: number | null }
    )
  > {
    const answer = this.ctx.storage.transactionSync(() => {
      const alerts = settled.flatMap((one) => this.#settle(one, now));
      this.#sql.exec("DELETE FROM reservations WHERE id = ?", id);
      const accounts = budgetScopes.map((scope) => this.#open(scope, keys[scope], limits[scope], now));
      const short = shortAccount(accounts, amount);
      if (short !== null) {
        const { account, waits } = short;
        if (waits) return { kind: "lent" as const, account, alerts };
        const told = account.alerted >= 100;
        if (!told) this.#sql.exec("UPDATE accounts SET alerted = 100 WHERE key = ?", account.key);
        return { kind: "short" as const, account, alert: told ? null : 100, alerts };
      }
      const grant = grantOf(accounts, amount, upTo);
      for (const { key } of accounts)
        this.#sql.exec(
          "INSERT INTO reservations (id, key, amount, expires_at) VALUES (?, ?, ?, ?)",
          id,
          key,
          grant.granted,
          now + reservationMs,
        );
      return { kind: "reserved" as const, ...grant, alerts };
    });
    await this.#watchOver();
    return answer;
  }

  /** Turns reservations into money spent (0 releases one). An expired one's cost counts; an unknown one's doesn't. */
  settle(settled: Settlement[], now: number): BudgetAlert[] {
    return this.ctx.storage.transactionSync(() => settled.flatMap((one) => this.#settle(one, now)));
  }

  /** What nobody has settled died with whoever was to: the calls that are recorded tell what was spent of it. */
  override async alarm(): Promise<void> {
    this.#isWatching = false;
    await this.lookAfter(Date.now());
    await this.#watchOver();
  }

  /** Settles what has been out for longer than any call lasts. */
  async lookAfter(now: number): Promise<void> {
    const old = this.#sql
      .exec<{ id: string }>("SELECT DISTINCT id FROM reservations WHERE expires_at <= ? LIMIT ?", now, atOnce)
      .toArray()
      .map(({ id }) => id);
    if (old.length === 0) return;
    const alerts = this.settle(await costsOf(openDatabase(this.env), old), now);
    await tellShares(configuredSpine(this.env), alerts);
  }

  /** Adds money to one pot for its period. `id` makes doing it twice the same as once; false when it was done before. */
  topUp(id: string, scope: BudgetScope, key: string, limit: number, amount: number, now: number): boolean {
    return this.ctx.storage.transactionSync(() => {
      const known = this.#sql.exec("SELECT 1 FROM top_ups WHERE id = ?", id).toArray();
      if (known.length > 0) return false;
      this.#open(scope, key, limit, now);
      this.#sql.exec("INSERT INTO top_ups (id, key, amount, at) VALUES (?, ?, ?, ?)", id, key, amount, now);
      this.#sql.exec("UPDATE accounts SET top_up = top_up + ? WHERE key = ?", amount, key);
      this.#tellAnew(key, now);
      return true;
    });
  }

  /** Pots as they are, under the limits of now; those that nobody has paid from yet are full. */
  view(pots: { scope: BudgetScope; key: string; limit: number }[], now: number): Account[] {
    return pots.map(({ scope, key, limit }) => ({
      ...(this.#read(key, now) ?? { scope, key, topUp: 0, spent: 0, reserved: 0, alerted: 0 }),
      limit,
    }));
  }

  /** A scope's pots between two keys, both included, in the order of their keys; those that nobody has paid from aren't there. */
  between(scope: BudgetScope, first: string, last: string, now: number): Account[] {
    return this.#sql
      .exec<{ key: string }>(
        "SELECT key FROM accounts WHERE key BETWEEN ? AND ? AND scope = ? ORDER BY key",
        first,
        last,
        scope,
      )
      .toArray()
      .flatMap(({ key }) => this.#read(key, now) ?? []);
  }

  #settle({ id, cost }: Settlement, now: number): BudgetAlert[] {
    const held = this.#sql
      .exec<{ key: string }>("DELETE FROM reservations WHERE id = ? RETURNING key", id)
      .toArray();
    const taskId = held.map(({ key }) => taskOf(key)).find((one) => one !== null) ?? "";
    const alerts: BudgetAlert[] = [];
    for (const { key } of held) {
      this.#sql.exec("UPDATE accounts SET spent = spent + ? WHERE key = ?", cost, key);
      const account = this.#read(key, now);
      const percent = account && newAlert(account);
      if (!account || percent === null) continue;
      this.#sql.exec("UPDATE accounts SET alerted = ? WHERE key = ?", percent, key);
      alerts.push({ taskId, account, percent });
    }
    return alerts;
  }

  /** Sees to it that somebody looks after what is set aside now. */
  async #watchOver(): Promise<void> {
    if (this.#isWatching) return;
    this.#isWatching = true;
    const [oldest] = this.#sql
      .exec<{ at: number | null }>("SELECT min(expires_at) AS at FROM reservations")
      .toArray();
    if (oldest === undefined || oldest.at === null) {
      this.#isWatching = false;
      return;
    }
    await this.ctx.storage.setAlarm(Math.max(oldest.at, Date.now() + leastWaitMs));
  }

  #open(scope: BudgetScope, key: string, limit: number, now: number): Account {
    const before = this.#read(key, now);
    this.#sql.exec(
      "INSERT INTO accounts (key, scope, limit_) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET limit_ = excluded.limit_",
      key,
      scope,
      limit,
    );
    if (before !== null && limit > before.limit) this.#tellAnew(key, now);
    return this.#read(key, now) ?? { scope, key, limit, topUp: 0, spent: 0, reserved: 0, alerted: 0 };
  }

  /** With more to spend, the shares above the one that is reached are to be told anew. */
  #tellAnew(key: string, now: number): void {
    const account = this.#read(key, now);
    const reached = account && newAlert({ ...account, alerted: 0 });
    this.#sql.exec("UPDATE accounts SET alerted = ? WHERE key = ?", reached ?? 0, key);
  }

  #read(key: string, now: number): Account | null {
    const [row] = this.#sql
      .exec<Row>(
        `SELECT key, scope, limit_, top_up, spent, alerted,
           (SELECT coalesce(sum(amount), 0) FROM reservations r WHERE r.key = accounts.key AND expires_at > ?) AS reserved
         FROM accounts WHERE key = ?`,
        now,
        key,
      )
      .toArray();
    if (!row) return null;
    const { limit_, top_up, ...rest } = row;
    return { ...rest, limit: limit_, topUp: top_up };
  }
}
