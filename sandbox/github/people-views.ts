import { type Comment, type GithubState, isPull, type Issue, type PullRequest, type Run } from "./state.ts";
import type { Views } from "./views.ts";

/** Pull requests, issues and runs with all that belongs to them, for the pages, the demo and the tests. */
export class PeopleViews {
  readonly #state: GithubState;
  readonly #views: Views;

  constructor(state: GithubState, views: Views) {
    this.#state = state;
    this.#views = views;
  }

  async pull(issue: PullRequest) {
    const { pull } = issue;
    const comparison = await this.#views.comparison(issue);
    return {
      ...this.issue(issue),
      state: stateOf(issue),
      head: pull.head,
      base: pull.base,
      headSha: pull.headSha,
      mergedBy: pull.mergedBy,
      mergeSha: pull.mergeSha,
      commits: (comparison?.commits ?? []).map(({ sha, commit }) => ({ sha, ...commit })),
      files: comparison?.files ?? [],
      runs: this.#runsOf(issue),
    };
  }

  issue(issue: Issue) {
    const { repository, number, title, body, user, labels, createdAt, updatedAt } = issue;
    const state: "open" | "closed" | "draft" | "merged" = issue.state;
    const comments: Comment[] = this.#state.commentsOn(issue);
    const url = this.#views.issue(issue).html_url;
    return { repository, number, title, body, user, labels, createdAt, updatedAt, state, comments, url };
  }

  /** Newest first. */
  async pulls(): Promise<PeoplePull[]> {
    return Promise.all(
      this.#state.issues
        .filter(isPull)
        .toReversed()
        .map(async (one) => this.pull(one)),
    );
  }

  /** Newest first. */
  issues(): PeopleIssue[] {
    return this.#state.issues
      .filter((one) => !isPull(one))
      .toReversed()
      .map((one) => this.issue(one));
  }

  #runsOf({ repository, pull }: PullRequest): Run[] {
    return this.#state.runs.filter((run) => run.repository === repository && run.headSha === pull.headSha);
  }
}
export type PeoplePull = Awaited<ReturnType<PeopleViews["pull"]>>;
export type PeopleIssue = ReturnType<PeopleViews["issue"]>;

function stateOf(issue: PullRequest): "merged" | "closed" | "draft" | "open" {
  if (issue.pull.mergedAt !== null) return "merged";
  if (issue.state === "closed") return "closed";
  return issue.pull.draft ? "draft" : "open";
}
