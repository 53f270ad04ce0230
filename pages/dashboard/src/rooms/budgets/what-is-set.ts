import type { Args } from "../../api/types.ts";
import { type Pot, potOf } from "../../parts/pot.ts";

type Body = NonNullable<Args<"POST /api/budgets/top-ups">["body"]>;

/** How the API names a pot. */
export function potAddress(pot: Pick<Pot, "scope" | "key">): Pick<Body, "scope" | "of"> {
  return { scope: pot.scope, of: potOf(pot) };
}

/** The least and the most that the Worker takes, dollars. */
export const topUpRange = { least: 0.01, most: 1000 } as const;
export const limitRange = { least: 0.01, most: 100_000 } as const;

/** What is wrong with an amount, in words; null when nothing is. NaN is an empty field. */
export function amountProblem(usd: number, { least, most }: { least: number; most: number }): string | null {
  if (Number.isNaN(usd)) return "Give an amount in dollars.";
  if (usd < least) return `At least $${least}.`;
  if (usd > most) return `At most $${most.toLocaleString("en-US")}.`;
  return null;
}

/** Until when a top-up of a pot counts. */
export function periodWords(scope: Pot["scope"]): string {
  switch (scope) {
    case "task":
      return "for this task";
    case "project-day":
    case "system-day":
      return "until midnight UTC";
    case "system-month":
      return "until the month ends (UTC)";
  }
}
