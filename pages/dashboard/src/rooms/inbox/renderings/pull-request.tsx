import type { ReactElement } from "react";
import { shortCommit } from "../../../parts/short-commit.ts";
import { Fields } from "./fields.tsx";
import { numberIn, type Payload, textIn } from "./payload.ts";
import { Prose } from "./prose.tsx";
import classes from "./sheet.module.css";

/** A pull request as GitHub will show it: a draft with the plan, or ready with the evidence. */
export function pullRequest(payload: Payload): ReactElement | null {
  const [repository, title, body] = [
    textIn(payload, "repository"),
    textIn(payload, "title"),
    textIn(payload, "body"),
  ];
  if (repository === null || title === null || body === null) return null;
  const [number, branch, commit] = [
    numberIn(payload, "pullRequest"),
    textIn(payload, "branch"),
    textIn(payload, "commit") ?? textIn(payload, "baseCommit"),
  ];
  return (
    <article className={classes["sheet"]} aria-label="The pull request">
      <div className={classes["head"]}>
        <p className={classes["issue"]}>
          {repository} / {number === null ? "new draft" : `#${number}`}
        </p>
        <p className={classes["title"]}>{title}</p>
        <Fields
          fields={[
            ...(branch === null ? [] : [["Branch", <code key="branch">{branch}</code>] as const]),
            ...(commit === null
              ? []
              : [
                  [
                    "Commit",
                    <code key="commit" title={commit}>
                      {shortCommit(commit)}
                    </code>,
                  ] as const,
                ]),
          ]}
        />
      </div>
      <div className={classes["body"]}>
        <Prose markdown={body} className={classes["document"]} />
      </div>
    </article>
  );
}
