import { type CallOutcome, mapAnswer } from "../integrations/call.ts";
import type { GithubClient } from "../integrations/github/client.ts";
import type { Review } from "../integrations/github/reviews.ts";
import { approvalRule, approversOf } from "../policy/rules.ts";
import type { Settings } from "../spine/settings.ts";
import { type Against, approvedBy } from "./merge-conditions.ts";

/** What a rule demands before a pull request of a repository is merged without a question. */
interface MergeRule {
  /** How many must have approved. */
  approvals: number;
  /** Logins of those whose approval counts, in lower case. */
  approvers: readonly string[];
}

/** The rule of a repository; null: people are asked. */
export function mergeRuleOf({ RULES, PEOPLE }: Settings, repository: string): MergeRule | null {
  const name = repository.toLowerCase();
  const rules = Object.entries(RULES.repositories).find(([one]) => one.toLowerCase() === name)?.[1];
  if (rules?.mergeApprovals === undefined) return null;
  const kind = "pull_request_merge";
  return {
    approvals: Math.max(rules.mergeApprovals, approvalRule(RULES, kind).people),
    approvers: approversOf(PEOPLE, RULES, rules.project, kind).flatMap(
      ({ github }) => github?.toLowerCase() ?? [],
    ),
  };
}

/**
 * What is missing of a rule's approvals: of the project's approvers, who may also write there, by their last words on this very
 * commit. Nobody counts for what is their own.
 */
export async function approvalsAgainst(
  github: Pick<GithubClient, "permission">,
  { approvals, approvers }: MergeRule,
  {
    repository,
    head,
    reviews,
    author,
  }: { repository: string; head: string; reviews: readonly Review[]; author: string | null },
): Promise<CallOutcome<Against | null>> {
  const own = author?.toLowerCase();
  const said = approvedBy(reviews, head).filter((login) => approvers.includes(login) && login !== own);
  let count = 0;
  for (const login of said) {
    const right = await github.permission(repository, login);
    if (right.kind !== "answered") return mapAnswer(right, () => null);
    if (right.value === "admin" || right.value === "write") count += 1;
  }
  return {
    kind: "answered",
    value:
      count >= approvals
        ? null
        : { yet: true, why: `${count} of ${approvals} approvals by the project's approvers for ${head}` },
  };
}
