import { z } from "zod";
import { repositoryName } from "../jobs/bug-fix/report.ts";
import { githubClient } from "../integrations/github/client.ts";
import type { ActionKindModule } from "./action-kind.ts";
import { bodyAtMost, issueNumber } from "./github-target.ts";
import { words } from "./one-line.ts";

export const githubCommentSchema = z.strictObject({
  repository: repositoryName,
  /** Of an issue or a pull request. */
  number: issueNumber,
  /** Markdown. */
  body: words(bodyAtMost),
});

export type GithubComment = z.infer<typeof githubCommentSchema>;

/** A comment. GitHub has no idempotency key: a hidden line at the comment's end names the action. */
export const githubComment: ActionKindModule<GithubComment> = {
  schema: githubCommentSchema,
  service: "github",
  target: ({ repository, number }) => `github:${repository}#${number}`,
  preview: ({ repository, number, body }) => ({ title: `Comment on ${repository}#${number}`, body }),

  apply: async (spine, { id, payload: { repository, number, body } }) => {
    const made = await githubClient(spine).comment(repository, number, `${body}\n\n${markOf(id)}`);
    return made.kind === "answered" ? { kind: "applied", result: resultOf(made.value) } : made;
  },

  reconcile: async (spine, { id, payload: { repository, number } }) => {
    const seen = await githubClient(spine).findComment(repository, number, markOf(id));
    if (seen.kind !== "answered") return { kind: "unclear", error: seen.error };
    return seen.value === null ? { kind: "absent" } : { kind: "found", result: resultOf(seen.value) };
  },
};

/** A comment of HTML ends at two hyphens; an id of ours has none in a row. */
function markOf(actionId: string): string {
  return `<!-- signalbox:${actionId.replaceAll(/-{2,}/g, "-")} -->`;
}

function resultOf({ id, html_url }: { id: number; html_url: string }): Record<string, string> {
  return { commentId: String(id), url: html_url };
}
