import type { ReactElement } from "react";
import { numberIn, type Payload, textIn } from "./payload.ts";
import { Prose } from "./prose.tsx";
import classes from "./sheet.module.css";

/** A comment below its issue or pull request. */
export function githubComment(payload: Payload): ReactElement | null {
  const [repository, number, body] = [
    textIn(payload, "repository"),
    numberIn(payload, "number"),
    textIn(payload, "body"),
  ];
  if (repository === null || number === null || body === null) return null;
  return (
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
  );
}
