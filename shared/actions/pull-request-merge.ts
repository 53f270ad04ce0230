import { z } from "zod";
import { repositoryName } from "../domain/repository.ts";
import type { ApplyOutcome } from "../domain/sending.ts";
import { type CallOutcome, notSeen } from "../integrations/call.ts";
import { githubClient, type PullRequest } from "../integrations/github/client.ts";
import { type ActionKindModule, type ApprovedAction, byHandUnless } from "../spine/action-kind.ts";
import type { Ground } from "../spine/ground.ts";
import { commitId, isAmong, issueNumber, mergeMethod, othersRepository } from "./github-target.ts";
import { type Against, changesWanted, checksAgainst } from "./merge-conditions.ts";
import { approvalsAgainst, mergeRuleOf } from "./merge-rule.ts";
import { oneLine } from "./one-line.ts";

const pullRequestMergeSchema = z.strictObject({
  repository: repositoryName,
  number: issueNumber,
  /** The commit at its head. No other is merged. */
  head: commitId,
  method: mergeMethod,
  /** The first line of the commit that the merge makes: what it brings. A rebase makes none. */
  title: oneLine(200),
});

export type PullRequestMerge = z.infer<typeof pullRequestMergeSchema>;

const merged = z.object({ pullRequest: z.string(), url: z.string(), mergeCommit: z.string() });
type Merged = z.infer<typeof merged>;

/** How soon it is looked at again, milliseconds: GitHub finds out about conflicts in a moment, checks and people take their time. */
const soonMs = 2000;
const laterMs = 30_000;

const byMethod = {
  squash: "squashed into one commit",
  merge: "by a merge commit",
  rebase: "rebased",
} as const;

/**
 * Merges one pull request at the head that was approved. What is against it is looked for just before: a draft, a conflict, a check
 * that counts and isn't green, somebody who wants changes. Where a rule says yes instead of people, its approvals too.
 */
export const pullRequestMerge: ActionKindModule<"pull_request_merge", PullRequestMerge, Merged> = {
  kind: "pull_request_merge",
  schema: pullRequestMergeSchema,
  result: merged,
  service: "github",
  target: ({ repository, number }) => `github:${repository}#${number}`,
  outOfBounds: ({ repository }, rules) => othersRepository(repository, rules),
  byHand: (payload, rules) => byHandUnless(othersRepository(payload.repository, rules), payload),
  byRule: ({ repository }, rules) =>
    isAmong(rules.mergedByRule, repository)
      ? `a rule has ${repository} merged as soon as its approvals and checks hold for that very head`
      : null,
  preview: ({ repository, number, head, method, title }) => ({
    title: `Merge ${repository}#${number}: ${title}`,
    body: `Pull request #${number} of ${repository}, ${byMethod[method]}, at commit ${head} and at no other.`,
  }),

  apply: async (ground, action): Promise<ApplyOutcome<Merged>> => {
    const { repository, number, head, method, title } = action.payload;
    const github = githubClient(ground);
    const seen = await github.pullRequest(repository, number);
    if (seen.kind !== "answered") return seen;
    const pull = seen.value;
    if (isDone(pull, head)) return { kind: "applied", result: resultOf(pull) };
    const against = standingAgainst(pull, head) ?? (await whatIsAgainst(ground, action, pull));
    if (against !== null) return against;
    const apart = await github.compare(repository, pull.base, head);
    if (apart.kind !== "answered") return apart;
    const touchesWorkflows =
      !apart.value.isWhole || apart.value.files.some((file) => file.startsWith(".github/workflows/"));
    const done = await github.mergePullRequest(repository, number, { head, method, title, touchesWorkflows });
    if (done.kind === "answered")
      return { kind: "applied", result: resultOf({ ...pull, mergeCommit: done.value }) };
    if (done.kind !== "refused") return done;
    if (done.status === 409) return moved(pull, head);
    return done.status === 405 && /base branch was modified/i.test(done.error)
      ? { kind: "not_applied", error: done.error, afterMs: soonMs }
      : done;
  },

  reconcile: async (ground, { payload: { repository, number, head } }) => {
    const seen = await githubClient(ground).pullRequest(repository, number);
    if (seen.kind !== "answered") return notSeen(seen);
    return isDone(seen.value, head) ? { kind: "found", result: resultOf(seen.value) } : { kind: "absent" };
  },
};

type No = Exclude<ApplyOutcome, { kind: "applied" | "under_way" }>;

/** What the pull request itself has against it. */
function standingAgainst(pull: PullRequest, head: string): No | null {
  const name = `pull request #${pull.number}`;
  if (pull.merged) return { kind: "refused", error: `${name} was merged before, at ${pull.head}` };
  if (pull.state === "closed") return { kind: "refused", error: `${name} was closed before` };
  if (pull.head !== head) return moved(pull, head);
  if (pull.draft) return { kind: "refused", error: `${name} is still a draft` };
  if (pull.mergeable === false) return { kind: "refused", error: `${name} conflicts with ${pull.base}` };
  return pull.mergeable === null
    ? {
        kind: "not_applied",
        error: `GitHub finds out whether ${name} conflicts with ${pull.base}`,
        afterMs: soonMs,
      }
    : null;
}

/** What people and CI have against it. */
async function whatIsAgainst(
  ground: Ground,
  { taskId, payload: { repository, number, head } }: ApprovedAction<PullRequestMerge>,
  pull: PullRequest,
): Promise<No | null> {
  const github = githubClient(ground);
  const reviews = await github.reviewsOf(repository, number);
  if (reviews.kind !== "answered") return reviews;
  const required = await github.requiredChecks(repository, pull.base);
  if (required.kind !== "answered") return required;
  const checks = await github.checksOn(repository, head);
  if (checks.kind !== "answered") return checks;
  const rule = await mergeRuleOf(ground, taskId, repository);
  const against = [
    changesWanted(reviews.value),
    checksAgainst(checks.value, required.value, rule !== null),
  ].find((one) => one !== null);
  if (against !== undefined) return noFor(pull, against);
  const approved: CallOutcome<Against | null> =
    rule === null
      ? { kind: "answered", value: null }
      : await approvalsAgainst(github, rule, {
          repository,
          head,
          reviews: reviews.value,
          author: pull.author,
        });
  if (approved.kind !== "answered") return approved;
  return approved.value === null ? null : noFor(pull, approved.value);
}

function noFor(pull: PullRequest, { yet, why }: Against): No {
  const error = `pull request #${pull.number}: ${why}`;
  return yet ? { kind: "not_applied", error, afterMs: laterMs } : { kind: "refused", error };
}

function moved(pull: PullRequest, head: string): No {
  const now = pull.head === head ? "another commit" : pull.head;
  return { kind: "stale", error: `pull request #${pull.number} is at ${now} now, not at ${head}` };
}

/** A pull request keeps the head at which it was merged. */
function isDone({ merged: isMerged, head: at }: PullRequest, head: string): boolean {
  return isMerged && at === head;
}

function resultOf({ number, url, mergeCommit }: PullRequest): Merged {
  return { pullRequest: String(number), url, mergeCommit: mergeCommit ?? "" };
}
