import type { Answer } from "../api/types.ts";

export type Pot = Answer<"GET /api/budgets">["budgets"][number];

/** How full a pot is: none of it but words, so that no color has to say it. */
export interface PotShares {
  /** What there is in all, dollars. */
  totalUsd: number;
  /** What can still be reserved, dollars; never below nothing. */
  leftUsd: number;
  /** Whole percent of the total that is spent; more than 100 when a call cost more than was set aside. */
  percent: number;
  /** Widths in a bar, percent; together at most 100. */
  bar: { spent: number; reserved: number };
  mark: "used up" | "nearly used up" | null;
}

/** The share from which a pot is told to be nearly used up, as in the alerts. */
const nearPercent = 80;

export function sharesOf({
  limitUsd,
  topUpUsd,
  spentUsd,
  reservedUsd,
}: Omit<Pot, "scope" | "key">): PotShares {
  const totalUsd = limitUsd + topUpUsd;
  const share = (usd: number): number => (totalUsd > 0 ? (usd / totalUsd) * 100 : usd > 0 ? 100 : 0);
  const spent = Math.min(100, share(spentUsd));
  // Never rounded up to a mark that the ledger has not reached.
  const percent = Math.floor(share(spentUsd) + 1e-9);
  return {
    totalUsd,
    leftUsd: Math.max(0, totalUsd - spentUsd - reservedUsd),
    percent,
    bar: { spent, reserved: Math.min(100 - spent, share(reservedUsd)) },
    mark: percent >= 100 ? "used up" : percent >= nearPercent ? "nearly used up" : null,
  };
}

/** The project of a project's pot, the task of a task's; null for the system's. */
export function potOf({ scope, key }: Pick<Pot, "scope" | "key">): string | null {
  const rest = key.slice(scope.length + 1);
  if (scope === "task") return rest;
  return scope === "project-day" ? rest.slice(0, rest.lastIndexOf(":")) : null;
}

/** Stands for the pots of all tasks, which begin alike. */
export const eachTask = "task:";

/** What people call a pot. */
export function potName(pot: Pick<Pot, "scope" | "key">): string {
  switch (pot.scope) {
    case "task":
      return pot.key === eachTask ? "Each task" : `Task ${potOf(pot) ?? ""}`;
    case "project-day":
      return `Today, project ${potOf(pot) ?? ""}`;
    case "system-day":
      return "Today, everything";
    case "system-month":
      return "This month, everything";
  }
}
