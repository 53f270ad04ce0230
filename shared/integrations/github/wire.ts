import { z } from "zod";
import { repositoryName } from "../../domain/repository.ts";

/** What GitHub's webhooks carry, as far as it is read (docs.github.com/webhooks/webhook-events-and-payloads). */
const number = z.number().int().positive();
const user = z.object({ login: z.string().min(1), type: z.string().nullish() });
const repository = z.object({
  id: z.number().int().nullish(),
  full_name: repositoryName,
  default_branch: z.string().nullish(),
});

const issue = z.object({
  number,
  title: z.string(),
  body: z.string().nullish(),
  html_url: z.string(),
  user: user.nullish(),
  /** There when the issue is a pull request. */
  pull_request: z.object({}).nullish(),
});
export type WireIssue = z.infer<typeof issue>;

const comment = z.object({
  id: number,
  body: z.string().nullish(),
  created_at: z.string().nullish(),
  updated_at: z.string().nullish(),
});
export type WireComment = z.infer<typeof comment>;

export const anyEvent = z.object({
  action: z.string().nullish(),
  sender: z.object({ login: z.string() }).nullish().catch(null),
});

export const labelled = z.object({
  issue,
  label: z.object({ name: z.string() }).nullish(),
  repository,
  sender: user,
});

const owner = z.object({ login: z.string().min(1) });

/** A repository that has another name, or another owner, than it had (`changes`: what it was). */
export const repositoryMoved = z.object({
  repository,
  changes: z.object({
    repository: z.object({ name: z.object({ from: z.string().min(1) }) }).nullish(),
    owner: z.object({ from: z.object({ user: owner.nullish(), organization: owner.nullish() }) }).nullish(),
  }),
  sender: user,
});

export const commented = z.object({ issue, comment, repository, sender: user });

/** A review as a whole: its inline comments come one by one besides. */
export const reviewed = z.object({
  review: z.object({
    id: number,
    body: z.string().nullish(),
    state: z.string().nullish(),
    submitted_at: z.string().nullish(),
    updated_at: z.string().nullish(),
    /** The head that it was written about. */
    commit_id: z.string().nullish(),
  }),
  pull_request: z.object({ number }),
  repository,
  sender: user,
});

/** A comment on a line of a pull request's files. */
export const commentedInline = z.object({
  comment: comment.extend({
    path: z.string().nullish(),
    line: z.number().int().nullish().catch(null),
    original_line: z.number().int().nullish().catch(null),
    /** The commit that its line is counted in now, and the one that it was written about. */
    commit_id: z.string().nullish(),
    original_commit_id: z.string().nullish(),
    pull_request_review_id: z.number().int().nullish(),
    /** The comment that it answers. */
    in_reply_to_id: z.number().int().nullish(),
  }),
  pull_request: z.object({ number }),
  repository,
  sender: user,
});

export const pullRequestClosed = z.object({
  pull_request: z.object({
    id: number.nullish(),
    number,
    closed_at: z.string().nullish(),
    merged: z.boolean().nullish(),
    merge_commit_sha: z.string().nullish(),
    merged_at: z.string().nullish(),
    title: z.string().nullish(),
    body: z.string().nullish(),
    html_url: z.string().nullish(),
    /** What the author is to the repository: "MEMBER". */
    author_association: z.string().nullish(),
    base: z.object({ ref: z.string() }).nullish(),
  }),
  repository,
  sender: user,
});

export const releasePublished = z.object({
  release: z.object({
    id: number,
    tag_name: z.string().min(1),
    name: z.string().nullish(),
    body: z.string().nullish(),
    html_url: z.string(),
    published_at: z.iso.datetime({ offset: true }),
  }),
  repository,
  sender: user,
});

/** What a run of CI came to, for the pull requests that its commit is the head of. */
const verdict = z.object({
  id: number,
  /** How often it was begun; absent: once. */
  run_attempt: number.nullish(),
  name: z.string().nullish(),
  head_sha: z.string().min(1),
  head_branch: z.string().nullish(),
  conclusion: z.string().nullish(),
  pull_requests: z
    .array(
      z.object({
        number,
        base: z.object({ repo: z.object({ id: z.number().int().nullish() }).nullish() }).nullish(),
      }),
    )
    .nullish(),
});

export const workflowRun = z.object({ workflow_run: verdict, repository, sender: user });

/** All checks of one app on one commit. */
export const checkSuite = z.object({
  check_suite: verdict.extend({
    app: z.object({ slug: z.string().nullish(), name: z.string().nullish() }).nullish(),
  }),
  repository,
  sender: user,
});

/** What an app says of a commit by a status, which belongs to no suite. It names the branches that have the commit. */
export const commitStatus = z.object({
  id: number,
  sha: z.string().min(1),
  context: z.string().min(1),
  state: z.string(),
  branches: z.array(z.object({ name: z.string() })).nullish(),
  repository,
  sender: user.nullish(),
});
