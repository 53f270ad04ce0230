import { z } from "zod";
import { type ActionView, renders } from "./action-view.ts";
import type { GithubComment } from "../../../../shared/actions/github-comment.ts";
import { Prose } from "./prose.tsx";
import classes from "./sheet.module.css";

const form = { repository: z.string(), number: z.number(), body: z.string() };

/** A comment below its issue or pull request. */
export const githubComment: ActionView = {
  words: "GitHub comment",
  rendering: renders<GithubComment>()(form, ({ repository, number, body }) => (
    <article className={classes["sheet"]} aria-label="The comment">
      <div className={classes["head"]}>
        <p className={classes["title"]}>
          {repository}#{number}
        </p>
      </div>
      <div className={classes["body"]}>
        <p className={classes["issue"]}>The crew comments</p>
        <Prose markdown={body} className={classes["document"]} />
      </div>
    </article>
  )),
};
