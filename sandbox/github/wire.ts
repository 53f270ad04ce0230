import { z } from "zod";

const level = z.enum(["read", "write"]);

/** The bodies that the stand-in understands. A field that it doesn't know is refused: nothing is passed over. */
export const tokenRequest = z.strictObject({
  repositories: z.array(z.string()).min(1).max(500).optional(),
  repository_ids: z.array(z.number().int()).min(1).max(500).optional(),
  permissions: z.record(z.string(), level).optional(),
});

const sha = z.string().regex(/^[0-9a-f]{40}$/, "must be a full commit id");
/** As `git check-ref-format` has it. */
const branchName = z
  .string()
  .regex(
    /^(?!.*(?:\.\.|\/\/|@\{|\.lock(?:\/|$)|\/\.))(?![-./])[^\s~^:?*[\\]+(?<![./])$/,
    "is no name for a branch",
  );

export const dispatchRequest = z.strictObject({
  ref: z.string().min(1),
  inputs: z.record(z.string(), z.string()).optional(),
  return_run_details: z.boolean().default(false),
});

export const refRequest = z.strictObject({
  ref: z
    .string()
    .startsWith("refs/heads/")
    .transform((ref) => ref.slice("refs/heads/".length))
    .pipe(branchName),
  sha,
});

/** A branch or a commit is merged into a branch, without any pull request. */
export const mergeRequest = z.strictObject({
  base: z.string().min(1),
  head: z.string().min(1),
  commit_message: z.string().min(1).optional(),
});

/** Of the name GitHub would make one that it takes; here it must be one. */
export const newRepository = z.strictObject({
  name: z
    .string()
    .max(100)
    .regex(/^(?!\.{1,2}$)(?!.*\.git$)[\w.-]+$/, "is no name for a repository"),
  description: z
    .string()
    .max(350)
    .regex(/^\P{Cc}*$/u, "description control characters are not allowed")
    .nullable()
    .default(null),
  private: z.boolean().default(false),
  auto_init: z.boolean().default(false),
});

/** A pull request is merged. */
export const pullMergeRequest = z.strictObject({
  commit_title: z.string().min(1).optional(),
  commit_message: z.string().optional(),
  sha: sha.optional(),
  merge_method: z.enum(["merge", "squash", "rebase"]).default("merge"),
});

const title = z.string().trim().min(1).max(256);
const body = z.string().max(65_536, "is too long (maximum is 65536 characters)");

export const pullRequest = z.strictObject({
  title,
  head: z.string(),
  base: z.string(),
  body: body.nullable().default(null),
  draft: z.boolean().default(false),
  maintainer_can_modify: z.boolean().optional(),
});

export const pullPatch = z.strictObject({
  title: title.optional(),
  body: body.nullable().optional(),
  state: z.enum(["open", "closed"]).optional(),
});

export const reviewRequest = z.strictObject({ reviewers: z.array(z.string()).min(1).max(15) });

export const pullsQuery = z.object({
  state: z.enum(["open", "closed", "all"]).default("open"),
  head: z.string().optional(),
  base: z.string().optional(),
  sort: z.enum(["created", "updated"]).default("created"),
  direction: z.enum(["asc", "desc"]).default("desc"),
});

/** What was changed since a moment. */
export const sinceQuery = z.object({ since: z.iso.datetime().default("1970-01-01T00:00:00Z") });

export const commentRequest = z.strictObject({ body: body.trim().min(1) });

export const labelsRequest = z.strictObject({ labels: z.array(z.string().min(1).max(50)).min(1) });

export const pageQuery = z.object({
  page: z.coerce.number().int().min(1).default(1),
  per_page: z.coerce.number().int().min(1).max(100).default(30),
});

const base64 = z.base64().transform((text) => Buffer.from(text, "base64"));
const filePath = z
  .string()
  .regex(/^(?!\/)(?!.*(?:^|\/)(?:\.{0,2}|\.git)(?:\/|$)).+$/i, "is no path in a repository");
const clientMutationId = z.string().optional();

export const createCommitInput = z.strictObject({
  clientMutationId,
  branch: z.strictObject({ repositoryNameWithOwner: z.string(), branchName: z.string() }),
  expectedHeadOid: sha,
  message: z.strictObject({ headline: z.string().min(1), body: z.string().optional() }),
  fileChanges: z.strictObject({
    additions: z.array(z.strictObject({ path: filePath, contents: base64 })).default([]),
    deletions: z.array(z.strictObject({ path: filePath })).default([]),
  }),
});

export const pullInput = z.strictObject({ clientMutationId, pullRequestId: z.string() });

export const graphqlRequest = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).default({}),
  operationName: z.string().nullish(),
});

/** What people do by the pages and by the demo. Numbers come as text from a form. */
const repository = z.string();
const login = z.string();
const number = z.coerce.number().int();
export const personComment = z.strictObject({ repository, number, login, body: body.trim().min(1) });
export const personAct = z.strictObject({ repository, number, login });
export const personMerge = personAct.extend({
  method: z.enum(["merge", "squash", "rebase"]).default("merge"),
});
export const personLabel = personAct.extend({ label: z.string().trim().min(1).max(50) });
export const personIssue = z.strictObject({
  repository,
  login,
  title,
  body: body.default(""),
  /** From a form: parted by commas. */
  labels: z
    .union([z.array(z.string()), z.string().transform((text) => text.split(","))])
    .transform((names) => names.map((name) => name.trim()).filter((name) => name !== ""))
    .default([]),
});
export const personCommit = z.strictObject({
  repository,
  login,
  branch: branchName,
  path: filePath,
  content: z.string(),
  message: z.string().min(1),
});
export const personReview = personAct.extend({
  body: body.default(""),
  state: z.enum(["APPROVED", "CHANGES_REQUESTED", "COMMENTED"]).default("COMMENTED"),
  comments: z
    .array(
      z.strictObject({ path: z.string().min(1), line: z.number().int().min(1), body: body.trim().min(1) }),
    )
    .default([]),
});
export const personStatus = z.strictObject({
  repository,
  login,
  sha,
  context: z.string().min(1),
  state: z.enum(["success", "failure", "error", "pending"]),
});
export const redelivery = z.strictObject({ id: z.string() });

/** A repository gets another name or another owner. */
export const renaming = z.strictObject({ repository, to: z.string().regex(/^[\w.-]+\/[\w.-]+$/) });
