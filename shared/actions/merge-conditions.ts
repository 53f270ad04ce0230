import type { CommitCheck, RequiredCheck } from "../integrations/github/checks.ts";
import { passing } from "../integrations/github/checks.ts";
import { lastWords, type Review } from "../integrations/github/reviews.ts";

/** Why a pull request isn't merged: `yet` where waiting may help. */
export interface Against {
  yet: boolean;
  why: string;
}

/**
 * What of the checks on a commit is against merging it; null: nothing. Where checks are required only these count, else all
 * that report.
 * @param seen what reports; null: it can't be read.
 * @param required what must pass; null: it can't be read.
 * @param strict a rule says yes instead of people: then what can't be seen, or isn't there, doesn't count as green.
 */
export function checksAgainst(
  seen: readonly CommitCheck[] | null,
  required: readonly RequiredCheck[] | null,
  strict: boolean,
): Against | null {
  if (seen === null || required === null)
    // GitHub holds its own rules, whether or not the App may read them.
    return strict ? { yet: false, why: "the App may not read what CI says, or what must pass" } : null;
  const isMeant = ({ name, app }: RequiredCheck, one: CommitCheck): boolean =>
    one.name === name && (app === null || one.app === null || one.app === app);
  const counting =
    required.length === 0 ? seen : seen.filter((one) => required.some((must) => isMeant(must, one)));
  const failed = counting.find(({ conclusion }) => conclusion !== null && !passing.has(conclusion));
  if (failed !== undefined) return { yet: false, why: `the check ${failed.name} says ${failed.conclusion}` };
  const missing = required.find((must) => !seen.some((one) => isMeant(must, one)));
  if (missing !== undefined) return { yet: true, why: `the check ${missing.name} has not reported yet` };
  const running = counting.find(({ conclusion }) => conclusion === null);
  if (running !== undefined) return { yet: true, why: `the check ${running.name} is not over yet` };
  return strict && counting.length === 0 ? { yet: true, why: "no check has reported yet" } : null;
}

/** Who wants changes, though they may have been made since: it is theirs to say so. Null: nobody. */
export function changesWanted(reviews: readonly Review[]): Against | null {
  const by = [...lastWords(reviews).values()]
    .filter(({ state }) => state === "changes_requested")
    .map(({ author }) => author);
  return by.length === 0 ? null : { yet: false, why: `${by.join(" and ")} requested changes` };
}

/** The logins, in lower case, of those whose last word is a yes to this very commit. */
export function approvedBy(reviews: readonly Review[], commit: string): string[] {
  return [...lastWords(reviews)].flatMap(([login, { state, commit: about }]) =>
    state === "approved" && about === commit ? login : [],
  );
}
