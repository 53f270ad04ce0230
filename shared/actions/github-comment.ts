import { z } from "zod";
import { repositoryName } from "../domain/repository.ts";
import { githubClient } from "../integrations/github/client.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import { notSeen } from "../integrations/call.ts";
import { bodyAtMost, issueNumber, unknownRepository } from "./github-target.ts";
import { words } from "./one-line.ts";

export const githubCommentSchema = z.strictObject({
  repository: repositoryName,
  /** Of an issue or a pull request. */
  number: issueNumber,
  /** Markdown. */
  body: words(bodyAtMost),
});

export type GithubComment = z.infer<typeof githubCommentSchema>;

const made = z.object({ commentId: z.string(), url: z.string() });
type Made = z.infer<typeof made>;

/** A comment. GitHub has no idempotency key: a hidden line at the comment's end names the action. */
export const githubComment: ActionKindModule<"github_comment", GithubComment, Made> = {
  kind: "github_comment",
  schema: githubCommentSchema,
  result: made,
  service: "github",
  target: ({ repository, number }) => `github:${repository}#${number}`,
  outOfBounds: ({ repository }, rules) => unknownRepository(repository, rules),
  preview: ({ repository, number, body }) => ({ title: `Comment on ${repository}#${number}`, body }),

  apply: async (ground, { id, payload: { repository, number, body } }) => {
    const answer = await githubClient(ground).comment(repository, number, `${body}\n\n${markOf(id)}`);
    return answer.kind === "answered" ? { kind: "applied", result: resultOf(answer.value) } : answer;
  },

  reconcile: async (ground, { id, payload: { repository, number } }) => {
    const seen = await githubClient(ground).findComment(repository, number, markOf(id));
    if (seen.kind !== "answered") return notSeen(seen);
    return seen.value === null ? { kind: "absent" } : { kind: "found", result: resultOf(seen.value) };
  },
};

/** A comment of HTML ends at two hyphens; an id of ours has none in a row. */
function markOf(actionId: string): string {
  return `<!-- signalbox:${actionId.replaceAll(/-{2,}/g, "-")} -->`;
}

function resultOf({ id, html_url }: { id: number; html_url: string }): Made {
  return { commentId: String(id), url: html_url };
}
