import { rightOf } from "./accounts.ts";
import { defaultBranch } from "./git/repositories.ts";
import type { GithubState, PullRequest, Review } from "./state.ts";
import type { Conditions } from "./terms.ts";

/** What the rules of the default branch have against a merge, in GitHub's words; null: nothing. */
export function whyProtected(
  state: GithubState,
  { requiredChecks, requiredReviews }: Pick<Conditions, "requiredChecks" | "requiredReviews">,
  issue: PullRequest,
): string | null {
  const { repository, pull } = issue;
  if (pull.base !== defaultBranch) return null;
  const checks = state.runs
    .filter((run) => run.repository === repository && run.headSha === pull.headSha)
    .flatMap(({ jobs }) =>
      jobs.map(({ name, conclusion }) => ({ name, conclusion: conclusion ?? "pending" })),
    );
  const statuses = state.statuses
    .filter((one) => one.repository === repository && one.sha === pull.headSha)
    .map((one) => ({ name: one.context, conclusion: one.state }));
  for (const name of requiredChecks) {
    // The newest of a name counts.
    const last = [...checks, ...statuses].findLast((one) => one.name === name);
    if (last === undefined) return `Required status check "${name}" is expected.`;
    if (last.conclusion === "pending") return `Required status check "${name}" is in progress.`;
    if (last.conclusion !== "success" && last.conclusion !== "skipped")
      return `Required status check "${name}" is failing.`;
  }
  const yes = [...lastWords(state.reviewsOn(issue)).values()].filter(
    ({ state: word }) => word === "APPROVED",
  );
  return yes.length < requiredReviews
    ? `At least ${requiredReviews} approving review${requiredReviews === 1 ? " is" : "s are"} required by reviewers with write access.`
    : null;
}

/** The last word of each who may write. */
function lastWords(reviews: readonly Review[]): Map<string, Review> {
  const deciding = reviews.filter(({ state, user }) => state !== "COMMENTED" && rightOf(user) === "write");
  return new Map(deciding.map((review) => [review.user, review]));
}
