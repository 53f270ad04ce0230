import { z } from "zod";
import { githubLogin } from "../domain/person.ts";
import { repositoryName } from "../domain/repository.ts";
import { type GithubClient, githubClient, type PullRequest } from "../integrations/github/client.ts";
import type { Ground } from "../spine/ground.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import type { ApplyOutcome } from "../domain/sending.ts";
import { type CallOutcome, notSeen } from "../integrations/call.ts";
import { bodyAtMost, commitId, ownBranch, issueNumber, unknownRepository } from "./github-target.ts";
import { oneLine, words } from "./one-line.ts";
import { sameWords } from "./same-words.ts";

export const pullRequestReadySchema = z.strictObject({
  repository: repositoryName,
  /** Number of the draft. */
  pullRequest: issueNumber,
  branch: ownBranch,
  /** The commit that the evidence is about. */
  commit: commitId,
  title: oneLine(250),
  /** Markdown. */
  body: words(bodyAtMost),
  /** GitHub logins of those who are asked for a review. Absent: nobody. */
  reviewers: z.array(githubLogin).max(15).optional(),
});

export type PullRequestReady = z.infer<typeof pullRequestReadySchema>;

const shown = z.object({
  pullRequest: z.string(),
  url: z.string(),
  /** Whom GitHub lets nobody ask for a review, with its reasons: a line each. Empty: all are asked. */
  unasked: z.string().default(""),
});
type Shown = z.infer<typeof shown>;

/** Asks people to review what was proven. With another commit at the head the evidence is about something else: no. */
export const pullRequestReady: ActionKindModule<"pull_request_ready", PullRequestReady, Shown> = {
  kind: "pull_request_ready",
  schema: pullRequestReadySchema,
  result: shown,
  service: "github",
  target: ({ repository, branch }) => `github:${repository}:${branch}`,
  outOfBounds: ({ repository }, rules) => unknownRepository(repository, rules),
  preview: ({ repository, pullRequest, branch, commit, title, body, reviewers = [] }) => ({
    title,
    body: [
      `Pull request #${pullRequest} in ${repository} is ready for review: ${branch} at ${commit}.`,
      ...(reviewers.length === 0 ? [] : [`Asked for a review: ${reviewers.join(", ")}.`]),
      body,
    ].join("\n\n"),
  }),

  apply: async (ground, { payload }): Promise<ApplyOutcome<Shown>> => {
    const { repository, pullRequest, title, body } = payload;
    const github = githubClient(ground);
    const seen = await github.pullRequest(repository, pullRequest);
    if (seen.kind !== "answered") return seen;
    const problem = await whyNot(ground, seen.value, payload);
    if (problem !== null) return problem;
    if (!sameWords(seen.value, payload)) {
      const edited = await github.editPullRequest(repository, pullRequest, { title, body });
      if (edited.kind !== "answered") return edited;
    }
    if (seen.value.draft) {
      const ready = await github.markReady(repository, seen.value.nodeId);
      if (ready.kind !== "answered") return ready;
    }
    const asked = await askForReviews(github, payload, seen.value);
    if (asked.kind !== "answered") return asked;
    return { kind: "applied", result: { ...resultOf(seen.value), unasked: asked.value.join("\n") } };
  },

  reconcile: async (ground, { payload }) => {
    const seen = await githubClient(ground).pullRequest(payload.repository, payload.pullRequest);
    if (seen.kind !== "answered") return notSeen(seen);
    const { draft, head, state } = seen.value;
    // Whom GitHub refuses is asked for again, and refused again: that is all that a second time does.
    const isAsked = state === "closed" || notAsked(payload, seen.value).length === 0;
    return !draft && head === payload.commit && isAsked && sameWords(seen.value, payload)
      ? { kind: "found", result: resultOf(seen.value) }
      : { kind: "absent" };
  },
};

async function whyNot(
  ground: Ground,
  pull: PullRequest,
  { repository, branch, commit }: PullRequestReady,
): Promise<Exclude<ApplyOutcome, { kind: "applied" }> | null> {
  const name = `pull request #${pull.number}`;
  if (pull.branch !== branch)
    return { kind: "refused", error: `${name} is of ${pull.branch}, not of ${branch}` };
  if (pull.state === "closed")
    return { kind: "refused", error: `${name} was ${pull.merged ? "merged" : "closed"} before` };
  if (pull.head === commit) return null;
  // A pull request learns of a push some moments after its branch.
  const head = await githubClient(ground).head(repository, branch);
  if (head.kind !== "answered") return head;
  if (head.value === commit) return { ...later, error: `${name} doesn't show ${commit} yet` };
  return {
    kind: "refused",
    error: `${branch} is at ${head.value ?? "nothing"} now, and the evidence is about ${commit}`,
  };
}

/** Those who aren't asked yet. */
function notAsked({ reviewers = [] }: PullRequestReady, { awaited }: PullRequest): string[] {
  return reviewers.filter((login) => !awaited.includes(login));
}

/**
 * Asks for reviews. GitHub refuses all for one whom it doesn't take, so each is asked alone then. Answers whom it doesn't take, with the
 * reason: the pull request is ready all the same.
 */
async function askForReviews(
  github: GithubClient,
  payload: PullRequestReady,
  pull: PullRequest,
): Promise<CallOutcome<string[]>> {
  const { repository, pullRequest } = payload;
  const missing = notAsked(payload, pull);
  if (missing.length === 0) return { kind: "answered", value: [] };
  const together = await github.askForReview(repository, pullRequest, missing);
  if (together.kind === "answered") return { kind: "answered", value: [] };
  if (together.kind !== "refused") return together;
  const unasked: string[] = [];
  for (const login of missing) {
    const alone = await github.askForReview(repository, pullRequest, [login]);
    if (alone.kind === "refused") unasked.push(`${login}: ${alone.error.replaceAll(/\s+/g, " ")}`);
    else if (alone.kind !== "answered") return alone;
  }
  return { kind: "answered", value: unasked };
}

const later = { kind: "not_applied", afterMs: 2000 } as const;

function resultOf({ number, url }: PullRequest): Shown {
  return { pullRequest: String(number), url, unasked: "" };
}
