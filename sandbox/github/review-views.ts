import type { Review } from "./state.ts";
import { association, type Views } from "./views.ts";

/** A review, as the API and its webhooks write it. */
export function reviewView(views: Views, review: Review) {
  const { id, body, user, state, submittedAt, commit, repository, number } = review;
  const page = views.web(`${repository}/pull/${number}#pullrequestreview-${id}`);
  return {
    id,
    node_id: `PRR_${id}`,
    body,
    user: views.user(user),
    author_association: association(user),
    state,
    submitted_at: submittedAt,
    commit_id: commit,
    html_url: page,
    pull_request_url: views.api(`repos/${repository}/pulls/${number}`),
  };
}

/** The comments of a review on lines. */
export function inlineViews(
  views: Views,
  { id: review, user, submittedAt: at, commit, comments, repository, number }: Review,
) {
  return comments.map(({ id, path, line, body }) => ({
    id,
    node_id: `PRRC_${id}`,
    pull_request_review_id: review,
    path,
    line,
    original_line: line,
    side: "RIGHT",
    commit_id: commit,
    original_commit_id: commit,
    body,
    user: views.user(user),
    author_association: association(user),
    created_at: at,
    updated_at: at,
    html_url: views.web(`${repository}/pull/${number}#discussion_r${id}`),
    pull_request_url: views.api(`repos/${repository}/pulls/${number}`),
  }));
}
