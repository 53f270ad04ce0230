import { accountOf } from "./accounts.ts";
import { Branches, type Moved } from "./branches.ts";
import type { Deliveries } from "./deliveries.ts";
import { git } from "./git/git.ts";
import { compare } from "./git/compare.ts";
import { mergeInto, mergeMessage, type MergeWish } from "./merging.ts";
import type { Repositories } from "./git/repositories.ts";
import { invalid, notFound, Refusal } from "./refusal.ts";
import type { Occasion, Runner } from "./runner/runner.ts";
import {
  type Comment,
  type GithubState,
  type Issue,
  isPull,
  type PullRequest,
  type Run,
  type Status,
} from "./state.ts";
import { statusEvent } from "./check-views.ts";
import type { Terms } from "./terms.ts";
import type { Views } from "./views.ts";

/** What can be done to the repositories, by the App or by people. Whatever happens is told by a webhook. */
export class Hub {
  readonly branches: Branches;
  readonly #state: GithubState;
  readonly #repositories: Repositories;
  readonly #views: Views;
  readonly #deliveries: Deliveries;
  readonly #runner: Runner;
  readonly #terms: Terms;

  constructor(
    state: GithubState,
    repositories: Repositories,
    views: Views,
    deliveries: Deliveries,
    runner: Runner,
    terms: Terms,
  ) {
    this.#state = state;
    this.#repositories = repositories;
    this.#views = views;
    this.#deliveries = deliveries;
    this.#runner = runner;
    this.#terms = terms;
    runner.onDone = (run) =>
      this.#tell("workflow_run", "completed", run.repository, run.actor, {
        workflow_run: this.#views.run(run),
        workflow: { id: this.#views.run(run).workflow_id, name: run.name, path: run.path },
      });
    this.branches = new Branches(state, repositories, async (moved) => this.#branchMoved(moved));
  }

  openIssue(repository: string, fields: Pick<Issue, "title" | "body" | "user" | "labels">): Issue {
    const issue = this.#open(repository, { ...fields, pull: null });
    this.#tellIssue("opened", issue, fields.user);
    for (const name of fields.labels)
      this.#tellIssue("labeled", issue, fields.user, { label: this.#views.label(name) });
    return issue;
  }

  async openPull(
    repository: string,
    wanted: { head: string; base: string; title: string; body: string | null; draft: boolean },
    login: string,
  ): Promise<PullRequest> {
    const { head, base, draft, title, body } = wanted;
    const heads = await this.#repositories.heads(repository);
    const [headSha, baseSha] = [heads.get(head), heads.get(base)];
    if (headSha === undefined) throw invalid("PullRequest", "head", `there is no branch ${head}`);
    if (baseSha === undefined) throw invalid("PullRequest", "base", `there is no branch ${base}`);
    if (draft && !this.#terms.now.drafts)
      throw invalid("PullRequest", "draft", "Draft pull requests are not supported in this repository.");
    const owner = repository.split("/")[0] ?? "";
    if (
      this.#state
        .pulls(repository)
        .some((one) => one.state === "open" && one.pull.head === head && one.pull.base === base)
    )
      throw invalid("PullRequest", "head", `A pull request already exists for ${owner}:${head}.`);
    if (((await compare(this.#repositories.path(repository), baseSha, headSha))?.ahead ?? 0) === 0)
      throw invalid("PullRequest", "head", `No commits between ${base} and ${head}`);
    const pull = {
      id: this.#state.nextId(),
      head,
      base,
      headSha,
      draft,
      reviewers: [],
      mergedAt: null,
      mergedBy: null,
      mergeSha: null,
      baseSha: null,
    };
    const issue = this.#open(repository, { title, body, user: login, labels: [], pull });
    await this.#pointAtHead(issue);
    await this.#tellPull("opened", issue, login);
    await this.#startRuns("pull_request", repository, head, headSha, login, base);
    return issue;
  }

  async edit(
    issue: PullRequest,
    change: { title?: string | undefined; body?: string | null | undefined },
    login: string,
  ): Promise<void> {
    const { title = issue.title, body = issue.body } = change;
    if (title === issue.title && body === issue.body) return;
    const changes = {
      ...(title === issue.title ? {} : { title: { from: issue.title } }),
      ...(body === issue.body ? {} : { body: { from: issue.body } }),
    };
    this.#touch(issue, { title, body });
    await this.#tellPull("edited", issue, login, { changes });
  }

  async setDraft(issue: PullRequest, draft: boolean, login: string): Promise<void> {
    if (issue.pull.draft === draft) return;
    issue.pull.draft = draft;
    this.#touch(issue, {});
    await this.#tellPull(draft ? "converted_to_draft" : "ready_for_review", issue, login);
  }

  async close(issue: Issue, login: string): Promise<void> {
    if (issue.state === "closed") return;
    this.#touch(issue, { state: "closed", closedAt: this.#state.moment(), closedBy: login });
    if (isPull(issue)) await this.#tellPull("closed", issue, login);
    else this.#tellIssue("closed", issue, login);
  }

  async reopen(issue: PullRequest, login: string): Promise<void> {
    if (issue.state === "open") return;
    if (issue.pull.mergedAt !== null)
      throw invalid("PullRequest", "state", "a merged pull request can't be reopened");
    const head = (await this.#repositories.heads(issue.repository)).get(issue.pull.head);
    issue.pull.headSha = head ?? issue.pull.headSha;
    this.#touch(issue, { state: "open", closedAt: null, closedBy: null });
    await this.#tellPull("reopened", issue, login);
  }

  /** Git does it. Whoever asks has the right to write. */
  async merge(issue: PullRequest, wanted: MergeWish, login: string): Promise<string> {
    const { repository, pull } = issue;
    if (issue.state !== "open") throw new Refusal(405, "Pull Request is not open");
    if (pull.draft) throw new Refusal(405, "Pull Request is still a draft");
    const dir = this.#repositories.path(repository);
    const head = (await this.#repositories.heads(repository)).get(pull.base);
    if (head === undefined) throw notFound();
    if (wanted.sha !== undefined && wanted.sha !== pull.headSha)
      throw new Refusal(409, "Head branch was modified. Review and try the merge again.");
    const into = {
      branch: pull.base,
      head,
      message: mergeMessage(issue, wanted),
      author: accountOf(login),
      at: new Date(this.#state.now()),
    };
    return this.branches.moving(repository, login, async () => {
      const sha = await mergeInto(dir, pull.headSha, into, wanted.method);
      const mergedAt = this.#state.moment();
      Object.assign(pull, { mergedAt, mergedBy: login, mergeSha: sha, baseSha: head });
      this.#touch(issue, { state: "closed", closedAt: mergedAt, closedBy: login });
      await this.#tellPull("closed", issue, login);
      return sha;
    });
  }

  comment(issue: Issue, body: string, login: string): Comment {
    const comment: Comment = {
      id: this.#state.nextId(),
      repository: issue.repository,
      number: issue.number,
      body,
      user: login,
      createdAt: this.#state.moment(),
    };
    this.#state.comments = [...this.#state.comments, comment];
    this.#touch(issue, {});
    this.#tell("issue_comment", "created", issue.repository, login, {
      issue: this.#views.issue(issue),
      comment: this.#views.comment(comment),
    });
    return comment;
  }

  /** An app other than Actions says something of a commit; the newest of its context counts. */
  async report(said: Omit<Status, "id" | "at">, login: string): Promise<Status> {
    const { repository, sha, context } = said;
    const status = { ...said, id: this.#state.nextId(), at: this.#state.moment() };
    const others = this.#state.statuses.filter((one) => one.sha !== sha || one.context !== context);
    this.#state.statuses = [...others, status];
    const heads = [...(await this.#repositories.heads(repository))].filter(([, head]) => head === sha);
    const on = heads.map(([branch]) => branch);
    this.#tell("status", null, repository, login, statusEvent(this.#views, status, on));
    return status;
  }

  async label(issue: Issue, names: readonly string[], login: string): Promise<void> {
    for (const name of new Set(names)) {
      if (issue.labels.includes(name)) continue;
      this.#touch(issue, { labels: [...issue.labels, name] });
      const label = this.#views.label(name);
      if (isPull(issue)) await this.#tellPull("labeled", issue, login, { label });
      else this.#tellIssue("labeled", issue, login, { label });
    }
  }

  #open<P extends Issue["pull"]>(
    repository: string,
    fields: Pick<Issue, "title" | "body" | "user" | "labels"> & { pull: P },
  ): Issue & { pull: P } {
    const at = this.#state.moment();
    const issue = {
      ...fields,
      id: this.#state.nextId(),
      repository,
      number: this.#state.nextNumber(repository),
      state: "open" as const,
      createdAt: at,
      updatedAt: at,
      closedAt: null,
      closedBy: null,
    };
    this.#state.issues = [...this.#state.issues, issue];
    return issue;
  }

  #touch(
    issue: Issue,
    change: Partial<Pick<Issue, "title" | "body" | "state" | "labels" | "closedAt" | "closedBy">>,
  ): void {
    Object.assign(issue, change, { updatedAt: this.#state.moment() });
  }

  async #branchMoved({ repository, branch, before, after, login }: Moved): Promise<void> {
    const pulls = this.#state
      .pulls(repository)
      .filter((one) => one.state === "open" && one.pull.head === branch && one.pull.headSha !== after);
    for (const issue of pulls) {
      issue.pull.headSha = after;
      this.#touch(issue, {});
      await this.#pointAtHead(issue);
      await this.#tellPull("synchronize", issue, login, { before, after });
      await this.#startRuns("pull_request", repository, branch, after, login, issue.pull.base);
    }
    await this.#startRuns("push", repository, branch, after, login, branch);
  }

  /** Keeps a pull request's commits within reach, as GitHub does. */
  async #pointAtHead({ repository, number, pull }: PullRequest): Promise<void> {
    await git(this.#repositories.path(repository), ["update-ref", `refs/pull/${number}/head`, pull.headSha]);
  }

  async #startRuns(
    event: Run["event"],
    repository: string,
    headBranch: string,
    headSha: string,
    actor: string,
    filterBranch: string,
  ): Promise<void> {
    await this.#runner.start({ event, repository, headBranch, headSha, actor, filterBranch });
  }

  #tellIssue(action: string, issue: Issue, login: string, more: object = {}): void {
    this.#tell("issues", action, issue.repository, login, { issue: this.#views.issue(issue), ...more });
  }

  async #tellPull(action: string, issue: PullRequest, login: string, more: object = {}): Promise<void> {
    const { number, repository } = issue;
    const pull_request = await this.#views.pullInFull(issue);
    this.#tell("pull_request", action, repository, login, { number, pull_request, ...more });
  }

  /** @param action null: the event has none. */
  #tell(event: string, action: string | null, repository: string, login: string, fields: object): void {
    this.#deliveries.send(event, action ?? "", repository, {
      ...(action === null ? {} : { action }),
      ...fields,
      repository: this.#views.repository(repository),
      sender: this.#views.user(login),
      installation: this.#views.installation(),
    });
  }

  /** Starts one workflow by hand; none where it doesn't take that. */
  async dispatch(occasion: Occasion, path: string): Promise<Run[]> {
    return this.#runner.start(occasion, path);
  }
}
