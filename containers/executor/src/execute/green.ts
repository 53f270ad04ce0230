import { filesOf } from "../../../../shared/domain/plan.ts";
import type { ExecuteAssignment } from "../../../../shared/executor/protocol.ts";
import { resetTo } from "../referee/changes.ts";
import { greenProblem, type Bounds } from "../referee/checks.ts";
import { AssignmentFailure } from "../referee/assignment-failure.ts";
import { errorLines } from "../referee/error-lines.ts";
import { withChance } from "../referee/flaky.ts";
import { testScriptProblem } from "../referee/test-script.ts";
import { runSuite, type Bench, type Suite } from "../referee/suite.ts";
import { checksProblem } from "./checks-problem.ts";
import { changeOf, redRecord, type Execution } from "./execution.ts";
import { pass } from "./pass.ts";
import { validationProblem } from "./validation-problem.ts";
import { mustWork, type Verdict } from "./work.ts";

/** GREEN: the tests are frozen, and the whole suite passes with the plan's code files changed. */
export async function green(execution: Execution, bench: Bench, start: string): Promise<void> {
  const before = await suiteAtStart(execution, bench, start);
  const worked = await mustWork(execution, bench, {
    phase: "green",
    start,
    bounds: codeBounds(execution),
    judge: async (changes) =>
      changes.length === 0
        ? { kind: "refused", reason: noCode[execution.assignment.purpose] }
        : judgeGreen(execution, bench, { start, before, name: `the suite with ${changeOf(execution)}` }),
  });
  await pass(execution, worked, { phase: "green", commit: worked.commit });
}

const noCode: Readonly<Record<ExecuteAssignment["purpose"], string>> = {
  fix: "no code was changed, so nothing is fixed: the new tests don't pass",
  story: "no code was changed, so nothing is built: the acceptance tests don't pass",
};

/** The plan's code files may change; test files and what decides about tests, whatever the plan calls them, may not. */
export function codeBounds({ assignment, belongsToTests, isTestSetting }: Execution): Bounds {
  return {
    files: filesOf(assignment.plan).code,
    called: "the plan's code files",
    frozen: (path) =>
      isTestSetting(path)
        ? `${path} decides how tests are run: frozen`
        : belongsToTests(path) || filesOf(assignment.plan).tests.includes(path)
          ? `${path} is a test file: frozen since RED`
          : null,
    allowed: assignment.allowed,
  };
}

/**
 * Runs the whole suite over what lies in the tree. A story has to stand validation and the project's own checks as well, and is told
 * all that is wrong at once: it has one more try. `isChecked`: its checks are known to pass.
 */
export async function judgeGreen(
  execution: Execution,
  bench: Bench,
  order: { start: string; before: Suite; name: string; isChecked?: boolean },
): Promise<Verdict> {
  const script = await testScriptProblem(execution.workspace, order.start, execution.project);
  if (script !== null) return { kind: "refused", reason: script };
  const { newTests, failedBefore, flaky } = redRecord(execution);
  const suite = await withChance(
    async () => runSuite(bench, execution, { name: order.name, files: null }),
    flaky,
  );
  const reason =
    execution.testing.kind === "command" && suite.tests[0]?.status !== "passed"
      ? `the suite fails: ${errorLines(suite.tests[0]?.message ?? suite.problem ?? "")}`
      : greenProblem(order.before, suite, { newTests, failedBefore });
  const reasons = [reason, ...(await storyProblems(execution, bench, order.isChecked === true))];
  const problems = reasons.filter((each) => each !== null);
  return problems.length === 0
    ? { kind: "passed", suite }
    : { kind: "refused", reason: problems.join("\n\n") };
}

async function storyProblems(
  execution: Execution,
  bench: Bench,
  isChecked: boolean,
): Promise<(string | null)[]> {
  if (execution.assignment.purpose !== "story") return [];
  const invalid = await validationProblem(execution, bench);
  return [invalid, isChecked ? null : await checksProblem(execution, bench)];
}

/** The suite as the phase finds it: known from the phase before, or run again by an assignment that took over. */
export async function suiteAtStart(execution: Execution, bench: Bench, start: string): Promise<Suite> {
  if (execution.suite !== null) return execution.suite;
  await resetTo(execution.workspace, start);
  const suite = await runSuite(bench, execution, {
    name: "the suite where the assignment goes on",
    files: null,
  });
  if (suite.problem !== null)
    throw new AssignmentFailure("repository", `the tests can't be run: ${suite.problem}`);
  return suite;
}
