import { z } from "zod";

/** What GitHub's REST API answers, as far as it is read. */
const text = z.string().min(1);
const sha = z.string().regex(/^[0-9a-f]{40}$/);

export const installation = z.object({
  id: z.number().int(),
  app_slug: text,
  /** What it was granted, by the permissions' names. */
  permissions: z.record(z.string(), z.string()).optional(),
});

export const installationToken = z.object({ token: text, expires_at: z.iso.datetime() });

export const repository = z.object({
  id: z.number().int().nullish(),
  default_branch: text,
  full_name: z.string().default(""),
});

export const reference = z.object({ object: z.object({ sha }) });

/** A file, or what else stands at its path: a folder is answered with a list. */
export const contents = z.union([
  z.object({ type: z.literal("file"), encoding: z.literal("base64"), content: z.string() }),
  z.array(z.unknown()),
  z.object({ type: z.enum(["symlink", "submodule"]) }),
]);

/** All that a commit holds: of its entries, those that are no files are folders, links and submodules. */
export const tree = z.object({
  truncated: z.boolean().default(false),
  tree: z.array(
    z.object({ path: text, mode: z.string(), type: z.string(), size: z.number().int().nullish() }),
  ),
});

export const comparison = z.object({
  ahead_by: z.number().int(),
  behind_by: z.number().int(),
  /** Only the first page surely has them. */
  files: z.array(z.object({ filename: text, previous_filename: text.optional() })).default([]),
});

/** Nothing at all when there was nothing to merge. */
export const mergeCommit = z.object({ sha }).nullable();

export const foundCode = z.object({
  items: z.array(z.object({ path: text, repository: z.object({ full_name: text }) })),
});

/** A pull request as a list has it and as it is answered alone; only the latter says `merged`. */
export const pullRequest = z
  .object({
    number: z.number().int(),
    node_id: text,
    html_url: z.url(),
    title: z.string(),
    body: z.string().nullable(),
    state: z.enum(["open", "closed"]),
    draft: z.boolean(),
    merged_at: z.string().nullable(),
    merge_commit_sha: z.string().nullable(),
    /** Not in a list; null while GitHub finds out. */
    mergeable: z.boolean().nullish(),
    user: z.object({ login: text }).nullish(),
    head: z.object({ ref: text, sha }),
    base: z.object({ ref: text }),
    requested_reviewers: z.array(z.object({ login: text })).nullish(),
  })
  .transform((one) => ({
    number: one.number,
    nodeId: one.node_id,
    url: one.html_url,
    title: one.title,
    body: one.body ?? "",
    state: one.state,
    draft: one.draft,
    merged: one.merged_at !== null,
    /** The commit that the merge left on the base; null while there was none. Before it, GitHub names a trial. */
    mergeCommit: one.merged_at === null ? null : one.merge_commit_sha,
    /** False: it conflicts with its base. Null: GitHub hasn't said. */
    mergeable: one.mergeable ?? null,
    /** Login of who opened it; null for an account that is gone. */
    author: one.user?.login ?? null,
    branch: one.head.ref,
    /** SHA of the branch's head. */
    head: one.head.sha,
    base: one.base.ref,
    /** Logins, in lower case, of those who are asked for a review and haven't given it. */
    awaited: (one.requested_reviewers ?? []).map(({ login }) => login.toLowerCase()),
  }));
export type PullRequest = z.output<typeof pullRequest>;

export const pullRequests = z.array(pullRequest);

export const issue = z.object({ comments: z.number().int() });

export const comment = z.object({
  id: z.number().int(),
  html_url: z.url(),
  body: z.string().nullish(),
  user: z.object({ login: text }).nullable(),
});
export type Comment = z.infer<typeof comment>;
export const comments = z.array(comment);

export const rights = ["admin", "write", "read", "none"] as const;
export type Right = (typeof rights)[number];
export const collaborator = z.object({ permission: z.enum(rights) });

export const jobs = z.object({
  jobs: z.array(z.object({ id: z.number().int(), name: z.string(), conclusion: z.string().nullable() })),
});

/** A GraphQL answer: with errors, the data says nothing. */
export const graphqlErrors = z
  .array(z.object({ type: z.string().nullish(), message: z.string() }))
  .nullish()
  .transform((all) => all ?? undefined);
export const createdCommit = z.object({
  data: z.object({ createCommitOnBranch: z.object({ commit: z.object({ oid: sha }) }).nullable() }).nullish(),
  errors: graphqlErrors,
});
export const markedReady = z.object({
  data: z
    .object({
      markPullRequestReadyForReview: z.object({ pullRequest: z.object({ isDraft: z.boolean() }) }).nullable(),
    })
    .nullish(),
  errors: graphqlErrors,
});

/** By which GitHub, and its Enterprise Server of each age, says that it is too much at once. */
export const wordsOfLimits =
  /secondary rate limit|rate limit (?:already )?exceeded|exceeded (?:a|the|your) rate limit|abuse detection mechanism/i;

/** GitHub's error: a message, and for a wrong field one each. Its limits on bursts have words and no other mark. */
export const githubError = z
  .object({
    message: text,
    errors: z
      .array(
        z.union([
          z.string(),
          z.looseObject({ message: z.string().optional(), field: z.string().optional() }),
        ]),
      )
      .optional(),
  })
  .transform(({ message, errors = [] }) => ({
    message: [
      message,
      ...errors.flatMap((one) => (typeof one === "string" ? [one] : [one.message ?? one.field ?? []].flat())),
    ].join("; "),
    pending: false,
    limited: wordsOfLimits.test(message),
  }));
