import type { ReactElement } from "react";
import { z } from "zod";
import { howTestedSchema } from "../../../../shared/domain/how-tested.ts";
import { plannedSchema } from "../../../../shared/domain/plan.ts";
import { Disclosure } from "../parts/disclosure.tsx";
import { Json } from "../parts/json.tsx";
import { plannedFiles } from "../parts/plan/plan-fields.ts";
import { Plan } from "../parts/plan/plan.tsx";
import { shortCommit } from "../parts/short-commit.ts";
import { type ActionView, renders } from "./action-view.ts";
import { comparedPlan } from "./compared-plan.ts";
import { Fields } from "./fields.tsx";
import type { CodeExecute } from "../../../../shared/actions/code-execute.ts";
import classes from "./sheet.module.css";

const form = {
  planned: plannedSchema,
  howTested: howTestedSchema.optional(),
  repository: z.string(),
  base: z.string(),
  baseCommit: z.string(),
  branch: z.string(),
  planCommit: z.string(),
  pullRequest: z.number(),
  protectedFiles: z.array(z.string()),
  report: z.string(),
  testCommand: z.string().nullable(),
};

/** A plan to be carried out: what was found, what would be done, to which files, and on which code. */
export const codeExecute: ActionView = {
  words: "Carry out the plan",
  consequence:
    "The crew writes the fix on this branch, in the files of the plan. What comes of it is yours to merge.",
  rendering: renders<CodeExecute>()(form, (payload) => <PlanToCarryOut {...payload} />),
  compared: comparedPlan,
};

function PlanToCarryOut({
  planned,
  howTested,
  repository,
  base,
  baseCommit,
  branch,
  planCommit,
  pullRequest,
  protectedFiles,
  report,
  testCommand,
}: Pick<CodeExecute, keyof typeof form>): ReactElement {
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
            ...(testCommand === null
              ? []
              : [["All tests", <code key="command">{testCommand}</code>] as const]),
          ]}
        />
      </div>
      <div className={classes["body"]}>
        <Plan planned={planned} howTested={howTested} />
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
