import { z } from "zod";
import { githubComment } from "../../../../actions/github-comment.ts";
import { repositoryName } from "../../../../domain/repository.ts";
import { cut } from "../../../../platform/cut.ts";
import { codeBlock, escapeLine } from "../../../../platform/escape-markdown.ts";
import { redact } from "../../../../platform/redact.ts";
import { acting, type Reaction } from "../reaction.ts";
import type { ReportSource } from "../report-source.ts";

const origin = z.strictObject({
  kind: z.literal("github"),
  repository: repositoryName,
  issue: z.number().int(),
  url: z.string(),
});
export type GithubOrigin = z.infer<typeof origin>;

/** Issues on GitHub: with the label, or with an order in a comment. A merge closes them by its words. */
export const githubSource: ReportSource<"github", GithubOrigin> = {
  name: "github",
  origin,
  signals: { "github.labelled": "GitHub label", "github.mention": "GitHub mention" },
  judged: { by: "request" },
  page: ({ repository, issue, url }) => ({ name: `${repository}#${issue}`, url }),
  identity: ({ origin: { repository, issue } }) => `github:${repository.toLowerCase()}#${issue}`,
  evidence: ({ repository }) => ({
    weight: 0.85,
    why: "its issue was opened there",
    fits: (_rules, name) => name.toLowerCase() === repository.toLowerCase(),
  }),
  complete: null,
  tell: {
    linked: (from, { key, reason }) => [
      comment(key, from, `No new fix: ${escapeLine(cut(redact(reason), 1000))}.`),
    ],
    planned: (from, words) => [comment("tell-issue", from, words)],
    merged: (from, words) => [comment("tell-issue-merged", from, words)],
    failed: (from, { what, cause, output }) => {
      const whole = output === null ? [] : [`All of it is on [the dashboard](${output}).`];
      return [comment("tell-issue-failed", from, [`${what}:`, codeBlock(cause), ...whole].join("\n\n"))];
    },
  },
  resolve: () => [],
};

function comment(name: string, { repository, issue }: GithubOrigin, body: string): Reaction {
  return acting(name, githubComment, { repository, number: issue, body });
}
