import { z } from "zod";
import { type ActionView, renders } from "./action-view.ts";
import type { CodeProtected } from "../../../../shared/actions/code-protected.ts";
import { Fields } from "./fields.tsx";
import classes from "./sheet.module.css";

const form = {
  repository: z.string(),
  branch: z.string(),
  files: z.array(z.string()),
  why: z.array(z.string()),
  summary: z.string(),
};

/** Files that nobody touches by the way, which one plan would touch. */
export const codeProtected: ActionView = {
  words: "Touch protected files",
  rendering: renders<CodeProtected>()(form, ({ repository, branch, files, why, summary }) => (
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
  )),
};
