import type { ReactElement } from "react";
import { z } from "zod";
import { shortCommit } from "../parts/short-commit.ts";
import { type ActionView, renders } from "./action-view.ts";
import { Fields } from "./fields.tsx";
import type { PullRequestDraft } from "../../../../shared/actions/pull-request-draft.ts";
import type { PullRequestReady } from "../../../../shared/actions/pull-request-ready.ts";
import { Prose } from "./prose.tsx";
import classes from "./sheet.module.css";

const words = { repository: z.string(), branch: z.string(), title: z.string(), body: z.string() };

/** A draft with the plan, as GitHub will show it. */
export const pullRequestDraft: ActionView = {
  rendering: renders<PullRequestDraft>()({ ...words, baseCommit: z.string() }, ({ baseCommit, ...shown }) => (
    <PullRequest {...shown} number="new draft" commit={baseCommit} />
  )),
};

/** A pull request that is ready, with the evidence. */
export const pullRequestReady: ActionView = {
  rendering: renders<PullRequestReady>()(
    { ...words, pullRequest: z.number(), commit: z.string(), reviewers: z.array(z.string()).optional() },
    ({ pullRequest, ...shown }) => <PullRequest {...shown} number={`#${pullRequest}`} />,
  ),
};

function PullRequest({
  repository,
  number,
  branch,
  commit,
  title,
  body,
  reviewers = [],
}: Pick<PullRequestReady, keyof typeof words | "commit" | "reviewers"> & { number: string }): ReactElement {
  return (
    <article className={classes["sheet"]} aria-label="The pull request">
      <div className={classes["head"]}>
        <p className={classes["issue"]}>
          {repository} / {number}
        </p>
        <p className={classes["title"]}>{title}</p>
        <Fields
          fields={[
            ["Branch", <code key="branch">{branch}</code>],
            [
              "Commit",
              <code key="commit" title={commit}>
                {shortCommit(commit)}
              </code>,
            ],
            ...(reviewers.length === 0 ? [] : [["Reviewers", reviewers.join(", ")] as const]),
          ]}
        />
      </div>
      <div className={classes["body"]}>
        <Prose markdown={body} className={classes["document"]} />
      </div>
    </article>
  );
}
