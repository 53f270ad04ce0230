import { z } from "zod";
import { shortCommit } from "../parts/short-commit.ts";
import { type ActionView, renders } from "./action-view.ts";
import type { MergeMethod } from "../../../../shared/integrations/github/merging.ts";
import type { PullRequestMerge } from "../../../../shared/actions/pull-request-merge.ts";
import { Fields } from "./fields.tsx";
import classes from "./sheet.module.css";

const how: Record<MergeMethod, string> = {
  squash: "squashed into one commit",
  merge: "by a merge commit",
  rebase: "rebased",
};

const form = {
  repository: z.string(),
  number: z.number(),
  head: z.string(),
  method: z.enum(["squash", "merge", "rebase"]),
  title: z.string(),
};

/** A pull request that is to be merged, at one commit and no other. */
export const pullRequestMerge: ActionView = {
  words: "Merge",
  rendering: renders<PullRequestMerge>()(form, ({ repository, number, head, method, title }) => (
    <article className={classes["sheet"]} aria-label="The merge">
      <div className={classes["head"]}>
        <p className={classes["issue"]}>
          {repository} / #{number}
        </p>
        <p className={classes["title"]}>{title}</p>
        <Fields
          fields={[
            ["How", how[method]],
            [
              "At",
              <code key="head" title={head}>
                {shortCommit(head)}
              </code>,
            ],
          ]}
        />
      </div>
      <div className={classes["body"]}>
        <p className={classes["plain"]}>
          Only at this commit, without a conflict, with green checks, and while nobody wants changes.
        </p>
      </div>
    </article>
  )),
};
