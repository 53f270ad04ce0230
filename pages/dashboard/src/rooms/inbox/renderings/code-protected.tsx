import type { ReactElement } from "react";
import { type Payload, textIn, textsIn } from "./payload.ts";
import { Fields } from "./fields.tsx";
import classes from "./sheet.module.css";

/** Files that nobody touches by the way, which one plan would touch. */
export function codeProtected(payload: Payload): ReactElement | null {
  const [repository, branch] = [textIn(payload, "repository"), textIn(payload, "branch")];
  const [files, summary] = [textsIn(payload, "files"), textIn(payload, "summary")];
  const why = textsIn(payload, "why") ?? [];
  if (repository === null || branch === null || files === null || summary === null) return null;
  return (
    <article className={classes["sheet"]} aria-label="The files">
      <div className={classes["head"]}>
        <p className={classes["title"]}>{summary}</p>
        <Fields
          fields={[
            ["Repository", repository],
            ["Branch", <code key="branch">{branch}</code>],
          ]}
        />
      </div>
      <div className={classes["body"]}>
        <p className={classes["footName"]}>This plan, and no other, may write these files</p>
        <ul className={classes["paths"]}>
          {files.map((file, n) => (
            <li key={file}>
              <code>{file}</code>
              {why[n] !== undefined && <span className={classes["why"]}>{why[n]}</span>}
            </li>
          ))}
        </ul>
      </div>
    </article>
  );
}
