import { dirname } from "node:path";
import { filesOf, type Planned } from "../../../../shared/domain/plan.ts";

/** What in a plan doesn't fit the repository whose files these are; empty when all does. */
export function problemsOf(planned: Planned, repository: string, files: ReadonlySet<string>): string[] {
  const { discovery, plan } = planned;
  const folders = foldersOf(files);
  const { tests, code } = filesOf(plan);
  const problems: string[] = [];
  if (discovery.repository !== repository)
    problems.push(`discovery.repository is ${discovery.repository}, but this is ${repository}`);
  if (tests.length === 0) problems.push("there is no test step with a file");
  if (code.length === 0) problems.push("there is no implement step with a file");
  for (const step of plan.steps)
    if (step.type !== "verify" && step.file === null)
      problems.push(`the ${step.type} step "${step.action.slice(0, 80)}" names no file`);
  for (const file of tests.filter((path) => code.includes(path)))
    problems.push(`${file} is in a test step and in an implement step`);
  for (const file of discovery.affectedFiles)
    if (!files.has(file)) problems.push(`affectedFiles: there is no ${file}`);
  for (const file of discovery.relatedFiles)
    if (!files.has(file)) problems.push(`relatedFiles: there is no ${file}`);
  for (const file of code)
    if (!files.has(file) && (folders.has(file) || !folders.has(dirname(file))))
      problems.push(`implement step: there is no ${file}, and no folder that it could be new in`);
  for (const file of tests) if (folders.has(file)) problems.push(`test step: ${file} is a folder`);
  return problems;
}

/** All folders that hold a file; `.` is the root. */
function foldersOf(files: ReadonlySet<string>): Set<string> {
  const folders = new Set<string>(["."]);
  for (const file of files)
    for (let folder = dirname(file); folder !== "."; folder = dirname(folder)) folders.add(folder);
  return folders;
}
