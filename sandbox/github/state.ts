import { z } from "zod";
import { type Gist, gistSchema } from "./gists/gist.ts";

const pullSchema = z.object({
  id: z.number(),
  head: z.string(),
  base: z.string(),
  /** Where the head branch pointed last, while the pull request was open. */
  headSha: z.string(),
  draft: z.boolean(),
  /** Logins of those who are asked for a review and haven't given it. */
  reviewers: z.array(z.string()).default([]),
  mergedAt: z.string().nullable(),
  mergedBy: z.string().nullable(),
  mergeSha: z.string().nullable(),
  /** Where the base pointed before the merge. */
  baseSha: z.string().nullable().default(null),
});

const issueSchema = z.object({
  id: z.number(),
  /** `owner/name`. */
  repository: z.string(),
  number: z.number(),
  title: z.string(),
  body: z.string().nullable(),
  /** Login. */
  user: z.string(),
  state: z.enum(["open", "closed"]),
  labels: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
  closedAt: z.string().nullable(),
  closedBy: z.string().nullable().default(null),
  /** Null: it is an issue and nothing more. */
  pull: pullSchema.nullable(),
});
export type Issue = z.infer<typeof issueSchema>;
export type PullRequest = Issue & { pull: z.infer<typeof pullSchema> };

const commentSchema = z.object({
  id: z.number(),
  repository: z.string(),
  number: z.number(),
  body: z.string(),
  user: z.string(),
  createdAt: z.string(),
});
export type Comment = z.infer<typeof commentSchema>;

const reviewSchema = z.object({
  id: z.number(),
  repository: z.string(),
  number: z.number(),
  body: z.string(),
  user: z.string(),
  state: z.enum(["APPROVED", "CHANGES_REQUESTED", "COMMENTED"]),
  submittedAt: z.string(),
  /** The head that it is about. */
  commit: z.string().default(""),
  /** What it says line by line. */
  comments: z.array(z.object({ id: z.number(), path: z.string(), line: z.number(), body: z.string() })),
});
export type Review = z.infer<typeof reviewSchema>;

/** What somebody outside of Actions thinks of a commit. */
const statusSchema = z.object({
  id: z.number(),
  repository: z.string(),
  sha: z.string(),
  context: z.string(),
  state: z.enum(["success", "failure", "error", "pending"]),
  at: z.string(),
});
export type Status = z.infer<typeof statusSchema>;

const conclusion = z.enum(["success", "failure", "skipped", "startup_failure"]);
const jobSchema = z.object({
  id: z.number(),
  name: z.string(),
  status: z.enum(["queued", "in_progress", "completed"]),
  conclusion: conclusion.nullable(),
  startedAt: z.string().nullable(),
  completedAt: z.string().nullable(),
  steps: z.array(z.object({ name: z.string(), conclusion })),
  log: z.string(),
});
export type Job = z.infer<typeof jobSchema>;

const runSchema = z.object({
  id: z.number(),
  repository: z.string(),
  name: z.string(),
  /** The workflow's file. */
  path: z.string(),
  event: z.enum(["push", "pull_request", "workflow_dispatch"]),
  headSha: z.string(),
  headBranch: z.string(),
  actor: z.string(),
  status: z.enum(["queued", "in_progress", "completed"]),
  conclusion: conclusion.nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  jobs: z.array(jobSchema),
  /** Why it could not start. */
  problem: z.string().nullable(),
});
export type Run = z.infer<typeof runSchema>;

const repositorySchema = z.object({
  /** `owner/name`. */
  name: z.string(),
  description: z.string().nullable(),
  private: z.boolean(),
  createdAt: z.string(),
});
/** A repository that was made here, and is none of the examples. */
type MadeRepository = z.infer<typeof repositorySchema>;

const permissionsSchema = z.record(z.string(), z.enum(["read", "write"]));
const tokenSchema = z.object({
  token: z.string(),
  expiresAt: z.string(),
  repositories: z.array(z.string()),
  /** It was asked for without naming any: those that are made later are among them. */
  all: z.boolean().default(false),
  permissions: permissionsSchema,
});
export type Token = z.infer<typeof tokenSchema>;

const deliverySchema = z.object({
  /** X-GitHub-Delivery: the same on a redelivery. */
  id: z.string(),
  event: z.string(),
  action: z.string(),
  repository: z.string(),
  body: z.string(),
  deliveredAt: z.string(),
  /** What the receiver answered; 0: nothing in time; null: still under way. */
  status: z.number().nullable(),
  redeliveries: z.number(),
});
export type Delivery = z.infer<typeof deliverySchema>;

const kept = z.object({
  counter: z.number(),
  issues: z.array(issueSchema),
  comments: z.array(commentSchema),
  reviews: z.array(reviewSchema).default([]),
  statuses: z.array(statusSchema).default([]),
  runs: z.array(runSchema),
  tokens: z.array(tokenSchema),
  deliveries: z.array(deliverySchema),
  gists: z.array(gistSchema).default([]),
  repositories: z.array(repositorySchema).default([]),
});

const keptTokens = 500;
const keptDeliveries = 300;
const keptRuns = 200;

/** Everything that the stand-in for GitHub remembers besides what git does. */
export class GithubState {
  issues: Issue[] = [];
  comments: Comment[] = [];
  reviews: Review[] = [];
  statuses: Status[] = [];
  runs: Run[] = [];
  tokens: Token[] = [];
  deliveries: Delivery[] = [];
  gists: Gist[] = [];
  repositories: MadeRepository[] = [];
  #counter = 0;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
    this.reset();
  }

  /** Unique and growing over everything, also over a restart. */
  nextId(): number {
    this.#counter += 1;
    return this.#counter;
  }

  /** As GitHub writes a moment: to the second. */
  moment(): string {
    return new Date(this.#now()).toISOString().replace(/\.\d+Z$/, "Z");
  }

  now(): number {
    return this.#now();
  }

  issue(repository: string, number: number): Issue | undefined {
    return this.issues.find((one) => one.repository === repository && one.number === number);
  }

  pull(repository: string, number: number): PullRequest | undefined {
    return this.pulls(repository).find((one) => one.number === number);
  }

  pulls(repository: string): PullRequest[] {
    return this.issues.filter(isPull).filter((one) => one.repository === repository);
  }

  /** Issues and pull requests count on together in a repository. */
  nextNumber(repository: string): number {
    return this.issues.filter((one) => one.repository === repository).length + 1;
  }

  commentsOn(issue: Pick<Issue, "repository" | "number">): Comment[] {
    return this.comments.filter((one) => one.repository === issue.repository && one.number === issue.number);
  }

  reviewsOn(issue: Pick<Issue, "repository" | "number">): Review[] {
    return this.reviews.filter((one) => one.repository === issue.repository && one.number === issue.number);
  }

  /** Keeps a new repository, which opens to tokens for all. */
  keepRepository(repository: MadeRepository): void {
    this.repositories = [...this.repositories, repository];
    for (const token of this.tokens) if (token.all) token.repositories.push(repository.name);
  }

  keepToken(token: Token): void {
    this.tokens = [...this.tokens, token].slice(-keptTokens);
  }

  keepDelivery(delivery: Delivery): void {
    this.deliveries = [...this.deliveries, delivery].slice(-keptDeliveries);
  }

  keepRun(run: Run): void {
    this.runs = [...this.runs, run].slice(-keptRuns);
  }

  reset(): void {
    this.#counter = 10_000;
    this.issues = [];
    this.comments = [];
    this.reviews = [];
    this.statuses = [];
    this.runs = [];
    this.tokens = [];
    this.deliveries = [];
    this.gists = [];
    this.repositories = [];
  }

  snapshot(): unknown {
    const { issues, comments, reviews, statuses, runs, tokens, deliveries, gists, repositories } = this;
    return {
      counter: this.#counter,
      issues,
      comments,
      reviews,
      statuses,
      runs,
      tokens,
      deliveries,
      gists,
      repositories,
    };
  }

  restore(snapshot: unknown): void {
    const parsed = kept.safeParse(snapshot);
    if (!parsed.success) return;
    const { counter, deliveries, ...rest } = parsed.data;
    this.#counter = counter;
    // Whatever was under way at the end has not arrived.
    this.deliveries = deliveries.map((one) => ({ ...one, status: one.status ?? 0 }));
    Object.assign(this, rest);
  }
}

export function isPull(issue: Issue): issue is PullRequest {
  return issue.pull !== null;
}
