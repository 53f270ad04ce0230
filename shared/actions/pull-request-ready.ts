import { z } from "zod";
import { repositoryName } from "../domain/repository.ts";
import { githubClient, type PullRequest } from "../integrations/github/client.ts";
import type { Ground } from "../spine/ground.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import type { ApplyOutcome } from "../domain/sending.ts";
import { notSeen } from "../integrations/call.ts";
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
});

export type PullRequestReady = z.infer<typeof pullRequestReadySchema>;

const shown = z.object({ pullRequest: z.string(), url: z.string() });
type Shown = z.infer<typeof shown>;

/** Asks people to review what was proven. With another commit at the head the evidence is about something else: no. */
export const pullRequestReady: ActionKindModule<"pull_request_ready", PullRequestReady, Shown> = {
  kind: "pull_request_ready",
  schema: pullRequestReadySchema,
  result: shown,
  service: "github",
  target: ({ repository, branch }) => `github:${repository}:${branch}`,
  outOfBounds: ({ repository }, rules) => unknownRepository(repository, rules),
  preview: ({ repository, pullRequest, branch, commit, title, body }) => ({
    title,
    body: `Pull request #${pullRequest} in ${repository} is ready for review: ${branch} at ${commit}.\n\n${body}`,
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
    return { kind: "applied", result: resultOf(seen.value) };
  },

  reconcile: async (ground, { payload }) => {
    const seen = await githubClient(ground).pullRequest(payload.repository, payload.pullRequest);
    if (seen.kind !== "answered") return notSeen(seen);
    const { draft, head } = seen.value;
    return !draft && head === payload.commit && sameWords(seen.value, payload)
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

const later = { kind: "not_applied", afterMs: 2000 } as const;

function resultOf({ number, url }: PullRequest): Shown {
  return { pullRequest: String(number), url };
}
