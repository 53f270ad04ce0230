import { filesOf } from "../../../../shared/domain/plan.ts";
import { hashes, resetTo } from "../referee/changes.ts";
import { failuresOf, judgeRed, judgeRedByExitCode, sameTwice, type Bounds } from "../referee/checks.ts";
import { AssignmentFailure } from "../referee/assignment-failure.ts";
import { stateOf, withChance } from "../referee/flaky.ts";
import { missingService } from "../referee/services.ts";
import { runSuite, type Bench, type Suite } from "../referee/suite.ts";
import { checksProblem } from "./checks-problem.ts";
import type { Execution } from "./execution.ts";
import { pass } from "./pass.ts";
import { ofTestsAlone, validationProblem } from "./validation-problem.ts";
import { mustWork, type Verdict } from "./work.ts";

/** RED: the suite as it is, then a new test that fails by its own assertion, twice. */
export async function red(execution: Execution, bench: Bench, start: string): Promise<void> {
  const { workspace, assignment, testing, isTestFile, isTestSetting } = execution;
  await resetTo(workspace, start);
  const { suite: before, flaky } = await suiteBefore(execution, bench);
  const planned = filesOf(assignment.plan).tests;
  const bounds: Bounds = {
    files: planned,
    called: "the plan's test files",
    frozen: (path) =>
      isTestSetting(path)
        ? `${path} decides how tests are run: frozen`
        : isTestFile(path)
          ? null
          : `${path} is not a test file, and RED changes nothing else`,
    allowed: assignment.allowed,
  };
  const judge = async (): Promise<Verdict> => {
    const order = { name: "the suite with the new test", files: null };
    const once = await withChance(async () => runSuite(bench, execution, order), flaky);
    const byExitCode = testing.kind === "command";
    const { purpose } = assignment;
    const verdict = byExitCode
      ? judgeRedByExitCode(before, once, purpose)
      : judgeRed(before, once, { planTests: planned, purpose });
    if (verdict.kind === "refused") return verdict;
    const there = await workspace.files();
    const files = byExitCode ? null : planned.filter((path) => there.includes(path));
    const twice = await runSuite(bench, execution, { name: "the new test, a second time", files });
    const byChance = sameTwice(once, twice, byExitCode ? once.tests.map(({ id }) => id) : verdict.newTests);
    const reason =
      byChance ??
      (await validationProblem(execution, bench, ofTestsAlone)) ??
      (purpose === "story" ? await checksProblem(execution, bench, ["lint"]) : null);
    return reason === null
      ? { kind: "passed", suite: once, newTests: verdict.newTests }
      : { kind: "refused", reason };
  };
  const worked = await mustWork(execution, bench, { phase: "red", start, bounds, judge });
  await pass(execution, worked, {
    phase: "red",
    commit: worked.commit,
    frozen: await hashes(workspace, isTestFile),
    newTests: worked.verdict.newTests ?? [],
    failedBefore: failuresOf(before),
    flaky,
  });
}

/** The suite's state before anything is changed. A repository without tests has an empty one. */
async function suiteBefore(execution: Execution, bench: Bench): Promise<{ suite: Suite; flaky: string[] }> {
  const { workspace, testing, isTestFile } = execution;
  const tests = (await workspace.files()).filter((path) => isTestFile(path));
  if (testing.kind === "runner" && tests.length === 0)
    return { suite: { tests: [], problem: null }, flaky: [] };
  const before = await stateOf(async () =>
    runSuite(bench, execution, { name: "the suite before", files: null }),
  );
  const service = missingService(before.suite);
  if (service !== null) throw new AssignmentFailure("repository", `the tests can't be run: ${service}`);
  if (before.suite.problem !== null)
    throw new AssignmentFailure("repository", `the tests can't be run: ${before.suite.problem}`);
  return before;
}
