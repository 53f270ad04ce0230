import { z } from "zod";
import { planFile } from "../domain/plan.ts";
import { repositoryName } from "../domain/repository.ts";
import { githubClient, type PullRequest } from "../integrations/github/client.ts";
import { type CallOutcome, notSeen } from "../integrations/call.ts";
import type { Ground } from "../spine/ground.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import type { ApplyOutcome } from "../domain/sending.ts";
import { bodyAtMost, branchName, commitId, ownBranch, unknownRepository } from "./github-target.ts";
import { oneLine, words } from "./one-line.ts";
import { sameWords } from "./same-words.ts";

export const pullRequestDraftSchema = z.strictObject({
  repository: repositoryName,
  /** The branch that the change is for. */
  base: branchName,
  /** Where the plan was made and the change begins. */
  baseCommit: commitId,
  branch: ownBranch,
  title: oneLine(250),
  /** Markdown. */
  body: words(bodyAtMost),
  /** The whole of PLAN.md. */
  plan: words(300_000),
  revision: z.number().int().positive(),
});

export type PullRequestDraft = z.infer<typeof pullRequestDraftSchema>;

const shown = z.object({ pullRequest: z.string(), url: z.string(), planCommit: z.string() });
type Shown = z.infer<typeof shown>;

/** How soon a branch is looked at again that has moved between two looks, milliseconds. */
const movedMs = 1000;

/**
 * A branch with a plan on it, and the draft pull request that shows it. Each of its writes is looked for before it is
 * made, so that the whole may be done again from any point; a new revision of a plan is the same once more. Whatever
 * else is on the branch is somebody's: then nothing is written.
 */
export const pullRequestDraft: ActionKindModule<"pull_request_draft", PullRequestDraft, Shown> = {
  kind: "pull_request_draft",
  schema: pullRequestDraftSchema,
  result: shown,
  service: "github",
  target: ({ repository, branch }) => `github:${repository}:${branch}`,
  outOfBounds: ({ repository }, rules) => unknownRepository(repository, rules),
  preview: ({ repository, base, baseCommit, branch, title, body, plan, revision }) => ({
    title,
    body: [
      `Draft pull request in ${repository}: ${branch} into ${base}, at ${baseCommit}. Revision ${revision} of the plan.`,
      body,
      "---",
      `${planFile}:`,
      plan,
    ].join("\n\n"),
  }),

  apply: async (ground, { taskId, payload }): Promise<ApplyOutcome<Shown>> => {
    const head = await headWithBase(ground, payload);
    if (head.kind !== "answered") return head;
    const planCommit = await planOn(ground, payload, head.value, taskId);
    if (planCommit.kind !== "answered") return planCommit;
    const pull = await pullRequestOf(ground, payload);
    if (pull.kind !== "answered") return pull;
    return { kind: "applied", result: resultOf(pull.value, planCommit.value) };
  },

  reconcile: async (ground, { payload }) => {
    const { repository, branch, baseCommit, plan } = payload;
    const github = githubClient(ground);
    const head = await github.head(repository, branch);
    if (head.kind !== "answered") return notSeen(head);
    if (head.value === null) return { kind: "absent" };
    const apart = await github.compare(repository, baseCommit, head.value);
    if (apart.kind !== "answered") return notSeen(apart);
    const file = await github.file(repository, planFile, head.value);
    if (file.kind !== "answered") return notSeen(file);
    const pull = await github.findPullRequest(repository, branch);
    if (pull.kind !== "answered") return notSeen(pull);
    return apart.value.behindBy === 0 &&
      othersIn(apart.value.files).length === 0 &&
      file.value === plan &&
      pull.value?.state === "open" &&
      showsAll(pull.value, payload)
      ? { kind: "found", result: resultOf(pull.value, head.value) }
      : { kind: "absent" };
  },
};

/** The branch's head, with the base commit in it and nothing but a plan on top. */
async function headWithBase(
  ground: Ground,
  { repository, base, baseCommit, branch }: PullRequestDraft,
): Promise<CallOutcome<string>> {
  const github = githubClient(ground);
  const seen = await github.head(repository, branch);
  if (seen.kind !== "answered") return seen;
  if (seen.value === null) {
    const made = await github.createBranch(repository, branch, baseCommit);
    // 422: the commit isn't there, or another attempt was faster; a second look tells.
    if (made.kind !== "refused" || made.status !== 422) return made;
    const again = await github.head(repository, branch);
    if (again.kind !== "answered") return again;
    return again.value === null ? made : moved(branch);
  }
  const head = seen.value;
  const apart = await github.compare(repository, baseCommit, head);
  if (apart.kind !== "answered") return apart;
  const others = othersIn(apart.value.files);
  if (others.length > 0)
    return {
      kind: "refused",
      error: `${branch} has changes that are not the plan's: ${others.slice(0, 5).join(", ")}`,
    };
  if (apart.value.behindBy === 0) return { kind: "answered", value: head };
  const merged = await github.mergeInto(repository, branch, baseCommit, `Merge ${base} into ${branch}`);
  if (merged.kind !== "answered") return merged;
  return merged.value === null ? moved(branch) : { kind: "answered", value: merged.value };
}

/** The commit with the plan's very words on the branch; `head` itself when it has them. */
async function planOn(
  ground: Ground,
  { repository, branch, plan, revision }: PullRequestDraft,
  head: string,
  taskId: string,
): Promise<CallOutcome<string>> {
  const github = githubClient(ground);
  const file = await github.file(repository, planFile, head);
  if (file.kind !== "answered") return file;
  if (file.value === plan) return { kind: "answered", value: head };
  const made = await github.commitOnBranch(repository, {
    branch,
    expectedHead: head,
    headline: `docs: plan of the ${branch.split("/", 1)[0]}${revision === 1 ? "" : `, revision ${revision}`}`,
    message: `Task: ${taskId}`,
    files: { [planFile]: plan },
  });
  if (made.kind !== "answered") return made;
  return made.value === null ? moved(branch) : { kind: "answered", value: made.value };
}

/** The pull request in the payload's words. */
async function pullRequestOf(ground: Ground, payload: PullRequestDraft): Promise<CallOutcome<PullRequest>> {
  const { repository, base, branch, title, body } = payload;
  const github = githubClient(ground);
  const seen = await github.findPullRequest(repository, branch);
  if (seen.kind !== "answered") return seen;
  const pull = seen.value;
  if (pull === null) return openDraft(ground, payload);
  if (pull.state === "closed")
    return {
      kind: "refused",
      error: `pull request #${pull.number} was ${pull.merged ? "merged" : "closed"} before`,
    };
  if (pull.base !== base)
    return { kind: "refused", error: `pull request #${pull.number} is for ${pull.base}, not for ${base}` };
  return showsAll(pull, payload)
    ? { kind: "answered", value: pull }
    : github.editPullRequest(repository, pull.number, {
        title: pull.draft ? title : markedAsDraft(title),
        body,
      });
}

/** Some of GitHub's plans have no drafts in private repositories: there it is an ordinary one that says what it is. */
async function openDraft(
  ground: Ground,
  { repository, base, branch, title, body }: PullRequestDraft,
): Promise<CallOutcome<PullRequest>> {
  const github = githubClient(ground);
  const opened = await github.openPullRequest(repository, { branch, base, title, body, draft: true });
  return opened.kind === "refused" && opened.status === 422 && /\bdraft\b/i.test(opened.error)
    ? github.openPullRequest(repository, { branch, base, title: markedAsDraft(title), body, draft: false })
    : opened;
}

function markedAsDraft(title: string): string {
  return `[Draft] ${title}`;
}

function showsAll(pull: PullRequest, { title, body }: PullRequestDraft): boolean {
  return sameWords(pull, { title: pull.draft ? title : markedAsDraft(title), body });
}

function othersIn(files: readonly string[]): string[] {
  return files.filter((file) => file !== planFile);
}

function moved(branch: string): CallOutcome<never> {
  return { kind: "not_applied", error: `${branch} has moved meanwhile`, afterMs: movedMs };
}

function resultOf({ number, url }: PullRequest, planCommit: string): Shown {
  return { pullRequest: String(number), url, planCommit };
}
