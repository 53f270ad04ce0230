import type { ScaffoldAssignment } from "../../../../shared/executor/protocol.ts";
import { AssignmentFailure } from "../referee/assignment-failure.ts";
import { install } from "../referee/install.ts";
import { findProject, howTestsRun, noTests } from "../referee/project.ts";
import { checksOf, runCheck } from "../referee/project-checks.ts";
import { runSuite, type Bench, type Suite } from "../referee/suite.ts";
import { removePlantedGit, type Workspace } from "../referee/workspace.ts";

/**
 * Installs what the foundation depends on and runs its tests and its own checks, as stories will find them. Answers what was seen to
 * pass, in words; throws AssignmentFailure `refused` when something doesn't, `repository` when there are no tests or it can't be installed.
 */
export async function proveFoundation(
  bench: Bench,
  workspace: Workspace,
  repository: ScaffoldAssignment["repository"],
): Promise<string> {
  const found = await findProject(workspace, [], repository.testCommand);
  if (found === null) throw noTests(repository.name);
  bench.emit({ type: "line", phase: bench.phase, by: "referee", text: howTestsRun(found) });
  await bench.hands.handOver(workspace.tree);
  await install(bench, found, true);
  await removePlantedGit(workspace.tree);
  const suite = await runSuite(bench, found, { name: "the foundation's tests", files: null });
  const problem = suiteProblem(suite);
  if (problem !== null) throw refused(`its tests: ${problem}`);
  const names = checksOf(found.project);
  for (const name of names) {
    const check = await runCheck(bench, found.project, { name });
    if (check.problem !== null) throw refused(`${check.command}: ${check.problem}`);
  }
  const tests = suite.tests.filter(({ status, isStep }) => status === "passed" && isStep !== true).length;
  const counted = `${tests} ${tests === 1 ? "test" : "tests"}`;
  return [found.testing.kind === "runner" ? counted : found.testing.command, ...names].join(", ");
}

const refused = (what: string): AssignmentFailure =>
  new AssignmentFailure("refused", `the foundation doesn't pass ${what}`);

function suiteProblem({ tests, problem }: Suite): string | null {
  if (problem !== null) return problem;
  const failed = tests.filter(({ status }) => status === "failed");
  if (failed.length > 0) return failed.map(({ id, message }) => `${id}: ${message.slice(0, 300)}`).join("\n");
  return tests.some(({ status }) => status === "passed") ? null : "there are none that pass";
}
