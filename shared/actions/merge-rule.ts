import { madeRepositories } from "../db/policy-context.ts";
import { taskById } from "../db/tasks.ts";
import { type CallOutcome, mapAnswer } from "../integrations/call.ts";
import type { GithubClient } from "../integrations/github/client.ts";
import type { Review } from "../integrations/github/reviews.ts";
import { approvalRule, approversOf, defaultProject } from "../policy/rules.ts";
import { mergeApprovalsOf } from "../policy/merge-approvals.ts";
import type { Ground } from "../spine/ground.ts";
import { type Against, approvedBy } from "./merge-conditions.ts";

/** What a rule demands before a pull request of a repository is merged without a question. */
interface MergeRule {
  /** How many must have approved. */
  approvals: number;
  /** Logins of those whose approval counts, in lower case. */
  approvers: readonly string[];
}

/** The rule of a repository, as it is for a task's project; null: people are asked. */
export async function mergeRuleOf(
  { db, settings: { RULES, PEOPLE } }: Pick<Ground, "db" | "settings">,
  taskId: string,
  repository: string,
): Promise<MergeRule | null> {
  const project = (await taskById(db, taskId))?.project ?? defaultProject;
  const made = await madeRepositories(db, project);
  const approvals = mergeApprovalsOf(RULES, made, repository);
  if (approvals === null) return null;
  const kind = "pull_request_merge";
  const name = repository.toLowerCase();
  const named = Object.entries(RULES.repositories).find(([one]) => one.toLowerCase() === name)?.[1];
  return {
    approvals: Math.max(approvals, approvalRule(RULES, kind).people),
    approvers: approversOf(PEOPLE, RULES, named?.project ?? project, kind).flatMap(
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
