import { rm } from "node:fs/promises";
import { join } from "node:path";
import { install } from "../referee/install.ts";
import { checksOf, runCheck, type CheckName } from "../referee/project-checks.ts";
import type { Bench } from "../referee/suite.ts";
import type { Execution } from "./execution.ts";

/**
 * Runs checks of the project's own over what lies in the tree. Answers what fails, each with its words; one that fails on the base as
 * well is not this change's doing. Null: nothing.
 */
export async function checksProblem(
  execution: Execution,
  bench: Bench,
  names?: readonly CheckName[],
): Promise<string | null> {
  const { project, assignment, workspace, folder } = execution;
  const base = join(folder, "base");
  const atBase = { ...bench, commit: assignment.baseCommit };
  const onBase = { ...project, root: join(base, project.prefix) };
  const problems: string[] = [];
  let baseIsReady = false;
  try {
    for (const name of checksOf(project, names)) {
      const { command, problem } = await runCheck(bench, project, { name });
      if (problem === null) continue;
      if (!baseIsReady) {
        await workspace.checkOutInto(base, assignment.baseCommit);
        await execution.hands.handOver(base);
        await install(atBase, { testing: execution.testing, project: onBase }, true);
        baseIsReady = true;
      }
      const before = await runCheck(atBase, onBase, { name, shownAs: `${name}, on the base` });
      if (before.problem === null) problems.push(`${command} fails, and doesn't on the base: ${problem}`);
    }
    return problems.length === 0 ? null : problems.join("\n");
  } finally {
    await rm(base, { recursive: true, force: true });
  }
}
