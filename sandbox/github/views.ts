import { accountOf, app, bot, rightOf } from "./accounts.ts";
import { numberOf } from "./number-of.ts";
import { commitOf, verified } from "./git/git.ts";
import { mergedTree } from "./git/merge.ts";
import { compare, type Comparison } from "./git/compare.ts";
import { defaultBranch, type Repositories } from "./git/repositories.ts";
import type { Comment, GithubState, Issue, Job, PullRequest, Run } from "./state.ts";

/** Things as GitHub's REST API and its webhooks write them, as far as a client reads them. */
export class Views {
  readonly #state: GithubState;
  readonly #repositories: Repositories;
  readonly #root: () => string;

  /** @param root the address of the web pages, without a slash at the end. */
  constructor(state: GithubState, repositories: Repositories, root: () => string) {
    this.#state = state;
    this.#repositories = repositories;
    this.#root = root;
  }

  /** Address of a page. */
  web(path: string): string {
    return `${this.#root()}/${path}`;
  }

  /** Address in the API. */
  api(path: string): string {
    return `${this.#root()}/api/${path}`;
  }

  user(login: string) {
    const { id, type } = accountOf(login);
    return {
      login,
      id,
      node_id: `U_${id}`,
      type,
      site_admin: false,
      avatar_url: this.web(`_people/avatars/${id}`),
      url: this.api(`users/${login}`),
      html_url: this.web(type === "Bot" ? `apps/${app.slug}` : login),
    };
  }

  repository(began: string) {
    const fullName = this.#repositories.called(began);
    const [owner = "", name = ""] = fullName.split("/");
    const id = this.#repositories.numberOf(began);
    const made = this.#state.repositories.find((one) => one.name === began);
    const isPrivate = made?.private ?? true;
    return {
      id,
      node_id: `R_${id}`,
      name,
      full_name: fullName,
      description: made?.description ?? null,
      private: isPrivate,
      owner: this.user(owner),
      html_url: this.web(fullName),
      url: this.api(`repos/${fullName}`),
      clone_url: this.web(`${fullName}.git`),
      default_branch: defaultBranch,
      archived: false,
      disabled: false,
      fork: false,
      visibility: isPrivate ? "private" : "public",
    };
  }

  installation() {
    return { id: app.installation, node_id: `I_${app.installation}` };
  }

  label(name: string) {
    return { id: numberOf(name), node_id: `LA_${numberOf(name)}`, name, color: "ededed", default: false };
  }

  issue(issue: Issue) {
    const page = `${issue.repository}/${issue.pull ? "pull" : "issues"}/${issue.number}`;
    const path = `repos/${issue.repository}/issues/${issue.number}`;
    return {
      id: issue.id,
      node_id: `I_${issue.id}`,
      number: issue.number,
      title: issue.title,
      body: issue.body,
      state: issue.state,
      locked: false,
      user: this.user(issue.user),
      labels: issue.labels.map((name) => this.label(name)),
      assignees: [],
      comments: this.#state.commentsOn(issue).length,
      author_association: association(issue.user),
      created_at: issue.createdAt,
      updated_at: issue.updatedAt,
      closed_at: issue.closedAt,
      url: this.api(path),
      comments_url: this.api(`${path}/comments`),
      repository_url: this.api(`repos/${issue.repository}`),
      html_url: this.web(page),
      ...(issue.pull
        ? {
            draft: issue.pull.draft,
            pull_request: {
              url: this.api(`repos/${issue.repository}/pulls/${issue.number}`),
              html_url: this.web(page),
              diff_url: this.web(`${page}.diff`),
              patch_url: this.web(`${page}.patch`),
              merged_at: issue.pull.mergedAt,
            },
          }
        : {}),
    };
  }

  /** A pull request as a list has it. */
  async pull(issue: PullRequest) {
    const { pull, repository } = issue;
    const owner = this.#repositories.called(repository).split("/")[0] ?? "";
    const side = (ref: string, sha: string) => ({
      label: `${owner}:${ref}`,
      ref,
      sha,
      user: this.user(owner),
      repo: this.repository(repository),
    });
    const { pull_request, comments: _comments, ...shared } = this.issue(issue);
    return {
      ...shared,
      id: pull.id,
      node_id: `PR_${pull.id}`,
      url: pull_request?.url,
      issue_url: shared.url,
      diff_url: pull_request?.diff_url,
      draft: pull.draft,
      head: side(pull.head, pull.headSha),
      base: side(pull.base, (await this.#baseOf(issue)) ?? ""),
      merged_at: pull.mergedAt,
      merge_commit_sha: pull.mergeSha,
      auto_merge: null,
      requested_reviewers: pull.reviewers.map((login) => this.user(login)),
    };
  }

  /** What a pull request has that its base hasn't, or hadn't before the merge. */
  async comparison(issue: PullRequest): Promise<Comparison | null> {
    const base = await this.#baseOf(issue);
    return base === null
      ? null
      : compare(this.#repositories.path(issue.repository), base, issue.pull.headSha);
  }

  /** A pull request as it is answered alone. */
  async pullInFull(issue: PullRequest) {
    const view = await this.pull(issue);
    const dir = this.#repositories.path(issue.repository);
    const open = issue.state === "open";
    const [comparison, tree] = await Promise.all([
      this.comparison(issue),
      open ? mergedTree(dir, view.base.sha, view.head.sha) : null,
    ]);
    const files = comparison?.files ?? [];
    const state = tree === null ? "dirty" : issue.pull.draft ? "draft" : "clean";
    return {
      ...view,
      merged: issue.pull.mergedAt !== null,
      merged_by: issue.pull.mergedBy === null ? null : this.user(issue.pull.mergedBy),
      mergeable: open ? tree !== null : null,
      mergeable_state: open ? state : "unknown",
      comments: this.#state.commentsOn(issue).length,
      review_comments: 0,
      maintainer_can_modify: false,
      commits: comparison?.ahead ?? 0,
      additions: files.reduce((sum, file) => sum + file.additions, 0),
      deletions: files.reduce((sum, file) => sum + file.deletions, 0),
      changed_files: files.length,
    };
  }

  comment(comment: Comment) {
    const issue = this.#state.issue(comment.repository, comment.number);
    const page = `${comment.repository}/${issue?.pull ? "pull" : "issues"}/${comment.number}`;
    return {
      id: comment.id,
      node_id: `IC_${comment.id}`,
      body: comment.body,
      user: this.user(comment.user),
      author_association: association(comment.user),
      created_at: comment.createdAt,
      updated_at: comment.createdAt,
      url: this.api(`repos/${comment.repository}/issues/comments/${comment.id}`),
      issue_url: this.api(`repos/${comment.repository}/issues/${comment.number}`),
      html_url: this.web(`${page}#issuecomment-${comment.id}`),
      performed_via_github_app: comment.user === bot.login ? { slug: app.slug, name: app.name } : null,
    };
  }

  run(run: Run) {
    const path = `repos/${run.repository}/actions/runs/${run.id}`;
    return {
      id: run.id,
      node_id: `WFR_${run.id}`,
      name: run.name,
      path: run.path,
      event: run.event,
      status: run.status,
      conclusion: run.conclusion,
      head_sha: run.headSha,
      head_branch: run.headBranch,
      display_title: run.name,
      run_number: run.id,
      run_attempt: 1,
      workflow_id: 1 + this.#repositories.names.indexOf(run.repository),
      check_suite_id: run.id,
      created_at: run.createdAt,
      updated_at: run.updatedAt,
      run_started_at: run.createdAt,
      actor: this.user(run.actor),
      triggering_actor: this.user(run.actor),
      pull_requests: this.#pullsOf(run).map((one) => ({
        id: one.pull.id,
        number: one.number,
        url: this.api(`repos/${run.repository}/pulls/${one.number}`),
        head: { ref: one.pull.head, sha: one.pull.headSha },
        base: { ref: one.pull.base },
      })),
      url: this.api(path),
      jobs_url: this.api(`${path}/jobs`),
      html_url: this.web(`${run.repository}/actions/runs/${run.id}`),
      repository: this.repository(run.repository),
    };
  }

  job(run: Run, job: Job) {
    return {
      id: job.id,
      run_id: run.id,
      node_id: `CR_${job.id}`,
      name: job.name,
      workflow_name: run.name,
      head_sha: run.headSha,
      head_branch: run.headBranch,
      run_attempt: 1,
      status: job.status,
      conclusion: job.conclusion,
      started_at: job.startedAt,
      completed_at: job.completedAt,
      steps: job.steps.map((step, n) => ({ ...step, number: n + 1, status: "completed" })),
      labels: ["ubuntu-latest"],
      url: this.api(`repos/${run.repository}/actions/jobs/${job.id}`),
      html_url: this.#jobPage(run, job),
    };
  }

  /** A job is a check of its commit. */
  checkRun(run: Run, job: Job) {
    return {
      id: job.id,
      node_id: `CR_${job.id}`,
      name: job.name,
      head_sha: run.headSha,
      status: job.status,
      conclusion: job.conclusion,
      started_at: job.startedAt,
      completed_at: job.completedAt,
      output: { title: null, summary: null, text: null, annotations_count: 0 },
      check_suite: { id: run.id },
      app: { id: 15_368, slug: "github-actions", name: "GitHub Actions" },
      pull_requests: [],
      url: this.api(`repos/${run.repository}/check-runs/${job.id}`),
      html_url: this.#jobPage(run, job),
      details_url: this.web(`${run.repository}/actions/runs/${run.id}/job/${job.id}`),
    };
  }

  async #baseOf({ repository, pull }: PullRequest): Promise<string | null> {
    const dir = this.#repositories.path(repository);
    if (pull.mergeSha === null) return commitOf(dir, pull.base);
    return pull.baseSha ?? verified(dir, `${pull.mergeSha}^1`);
  }

  #jobPage(run: Run, job: Job): string {
    return this.web(`${run.repository}/actions/runs/${run.id}#job-${job.id}`);
  }

  #pullsOf(run: Run): PullRequest[] {
    return this.#state
      .pulls(run.repository)
      .filter((one) => one.state === "open" && one.pull.head === run.headBranch);
  }
}

/** How GitHub tells of a person's standing in the repository. */
export function association(login: string): string {
  const right = rightOf(login);
  if (right === "write") return "MEMBER";
  return right === "read" ? "CONTRIBUTOR" : "NONE";
}
