import type { z } from "zod";
import type { Deliveries } from "./deliveries.ts";
import type { GithubState, PullRequest, Review } from "./state.ts";
import type { Views } from "./views.ts";
import type { personReview } from "./wire.ts";
import { inlineViews, reviewView } from "./review-views.ts";

/** A person's review of a pull request. Its webhooks write the state in small letters. */
export function leaveReview(
  { state, views, deliveries }: { state: GithubState; views: Views; deliveries: Deliveries },
  issue: PullRequest,
  { login, body, state: verdict, comments }: z.output<typeof personReview>,
): Review {
  const { repository, number } = issue;
  const at = state.moment();
  const review: Review = {
    id: state.nextId(),
    repository,
    number,
    body,
    user: login,
    state: verdict,
    submittedAt: at,
    commit: issue.pull.headSha,
    comments: comments.map((one) => ({ id: state.nextId(), ...one })),
  };
  state.reviews = [...state.reviews, review];
  // Who has said something isn't asked any more.
  issue.pull.reviewers = issue.pull.reviewers.filter((one) => one !== login);
  issue.updatedAt = at;
  const common = {
    pull_request: { number, state: issue.state, draft: issue.pull.draft },
    repository: views.repository(repository),
    sender: views.user(login),
    installation: views.installation(),
  };
  const told = { ...reviewView(views, review), state: verdict.toLowerCase() };
  deliveries.send("pull_request_review", "submitted", repository, {
    action: "submitted",
    review: told,
    ...common,
  });
  for (const comment of inlineViews(views, review))
    deliveries.send("pull_request_review_comment", "created", repository, {
      action: "created",
      comment,
      ...common,
    });
  return review;
}
