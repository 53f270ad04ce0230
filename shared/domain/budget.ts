/** Money in micro-dollars, whole numbers: sums stay exact. Times are epoch milliseconds. */
export const budgetScopes = ["task", "project-day", "system-day", "system-month"] as const;
export type BudgetScope = (typeof budgetScopes)[number];

/** One pot: a task's, a project's for a day, the system's for a day or a month. */
export interface Account {
  scope: BudgetScope;
  /** The scope with what it is for: "system-day:2026-11-21", "task:editorial-…". */
  key: string;
  limit: number;
  /** What people have added for this period. */
  topUp: number;
  spent: number;
  reserved: number;
  /** The highest share, in percent, that has been told. */
  alerted: number;
}

/** Limits by scope. */
export type Limits = Record<BudgetScope, number>;

/** A reservation outlives any call; after that its holder is dead, and the ledger looks itself what was paid from it. */
export const reservationMs = 20 * 60_000;

/** The keys of the pots that a call of a task is paid from, in the order in which they are checked. */
export function accountKeys(taskId: string, project: string, now: number): Record<BudgetScope, string> {
  const day = new Date(now).toISOString().slice(0, 10);
  return {
    task: `task:${taskId}`,
    "project-day": `project-day:${project}:${day}`,
    "system-day": `system-day:${day}`,
    "system-month": `system-month:${day.slice(0, 7)}`,
  };
}

/** The task whose pot it is; null for all other pots. */
export function taskOf(key: string): string | null {
  return key.startsWith("task:") ? key.slice("task:".length) : null;
}

/** When a scope's pot is full again; null: only a top-up helps. */
export function refillsAt(scope: BudgetScope, now: number): number | null {
  const date = new Date(now);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (scope === "task") return null;
  return scope === "system-month" ? Date.UTC(year, month + 1) : Date.UTC(year, month, day + 1);
}

export function roomIn({ limit, topUp, spent, reserved }: Account): number {
  return limit + topUp - spent - reserved;
}

/** A pot that an amount doesn't fit into. `waits`: it would if what is set aside for calls under way came back. */
export interface Short {
  account: Account;
  waits: boolean;
}

/** The first pot that is too empty for an amount, else the first whose rest is set aside; null when it fits into all of them. */
export function shortAccount(accounts: readonly Account[], amount: number): Short | null {
  const empty = accounts.find((account) => roomIn({ ...account, reserved: 0 }) < amount);
  if (empty !== undefined) return { account: empty, waits: false };
  const lent = accounts.find((account) => roomIn(account) < amount);
  return lent === undefined ? null : { account: lent, waits: true };
}

/** Of what is in the emptiest pot, so much is set aside at most for calls that only may follow. */
const leaseShare = 1 / 8;

/**
 * How much is set aside where `amount` is needed and up to `upTo` would be welcome: more than needed only where it is enough for
 * another call like this one. `ample`: the pots have plenty left.
 */
export function grantOf(
  accounts: readonly Account[],
  amount: number,
  upTo: number,
): { granted: number; ample: boolean } {
  const share = Math.floor(Math.min(...accounts.map(roomIn)) * leaseShare);
  const isForMore = share >= 2 * amount;
  return { granted: isForMore ? Math.max(amount, Math.min(upTo, share)) : amount, ample: amount <= share };
}

const alertShares = [100, 80, 50] as const;

/** A share of a pot that has been reached for the first time. */
export interface BudgetAlert {
  /** Whose call has reached it. */
  taskId: string;
  account: Account;
  percent: number;
}

/** The share that has newly been reached; null when it has been told, or when there is none. */
export function newAlert(account: Account): (typeof alertShares)[number] | null {
  const percent = (account.spent / (account.limit + account.topUp)) * 100;
  const reached = alertShares.find((share) => percent >= share) ?? 0;
  return reached > account.alerted ? (reached === 0 ? null : reached) : null;
}

/** What people call a pot. */
export function describeAccount({ scope, key }: Pick<Account, "scope" | "key">): string {
  const rest = key.slice(scope.length + 1);
  switch (scope) {
    case "task":
      return "the task's budget";
    case "project-day":
      return `the day's budget of the project ${rest.slice(0, rest.lastIndexOf(":"))}`;
    case "system-day":
      return "the day's budget";
    case "system-month":
      return "the month's budget";
  }
}
