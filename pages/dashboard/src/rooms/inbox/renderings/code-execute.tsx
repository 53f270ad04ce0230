import type { ReactElement } from "react";
import { Disclosure } from "../../../parts/disclosure.tsx";
import { Json } from "../../../parts/json.tsx";
import { Plan } from "../../../parts/plan/plan.tsx";
import { plannedFiles } from "../../../parts/plan/plan-fields.ts";
import { plannedOf } from "../../../parts/plan/planned-of.ts";
import { shortCommit } from "../../../parts/short-commit.ts";
import { numberIn, type Payload, textIn, textsIn } from "./payload.ts";
import { Fields } from "./fields.tsx";
import classes from "./sheet.module.css";

/** A plan to be carried out: what was found, what would be done, to which files, and on which code. */
export function codeExecute(payload: Payload): ReactElement | null {
  const planned = plannedOf(payload["planned"]);
  const [repository, base] = [textIn(payload, "repository"), textIn(payload, "base")];
  const [baseCommit, branch] = [textIn(payload, "baseCommit"), textIn(payload, "branch")];
  const [planCommit, pullRequest] = [textIn(payload, "planCommit"), numberIn(payload, "pullRequest")];
  const [protectedFiles, report] = [textsIn(payload, "protectedFiles"), textIn(payload, "report")];
  const command = textIn(payload, "testCommand");
  if (planned === null || repository === null || base === null || baseCommit === null) return null;
  if (branch === null || planCommit === null || pullRequest === null) return null;
  if (protectedFiles === null || report === null) return null;
  const files = plannedFiles(planned.plan);
  const others = protectedFiles.filter((file) => !files.includes(file));
  return (
    <article className={classes["sheet"]} aria-label="The plan">
      <div className={classes["head"]}>
        <Fields
          fields={[
            ["Repository", repository],
            ["Pull request", `#${pullRequest}`],
            ["Branch", <code key="branch">{branch}</code>],
            [
              "On",
              <span key="base">
                <code>{base}</code> at <code title={baseCommit}>{shortCommit(baseCommit)}</code>
              </span>,
            ],
            [
              "Plan at",
              <code key="plan" title={planCommit}>
                {shortCommit(planCommit)}
              </code>,
            ],
            ...(command === null ? [] : [["All tests", <code key="command">{command}</code>] as const]),
          ]}
        />
      </div>
      <div className={classes["body"]}>
        <Plan planned={planned} />
      </div>
      <div className={classes["foot"]}>
        <p className={classes["footName"]}>It may write these files, and no others</p>
        <ul className={classes["paths"]}>
          {[...files, ...others].map((file) => (
            <li key={file}>
              <code>{file}</code>
              {protectedFiles.includes(file) && <strong> protected, allowed by a yes of its own</strong>}
            </li>
          ))}
        </ul>
        <Disclosure label="The bug, as the model reads it">
          <Json value={report} label="The bug" />
        </Disclosure>
      </div>
    </article>
  );
}
