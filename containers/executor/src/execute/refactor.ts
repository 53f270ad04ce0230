import { type Change, resetTo } from "../referee/changes.ts";
import type { CheckName } from "../referee/project-checks.ts";
import type { Bench } from "../referee/suite.ts";
import { checksProblem } from "./checks-problem.ts";
import type { Execution } from "./execution.ts";
import { codeBounds, judgeGreen, suiteAtStart } from "./green.ts";
import { pass } from "./pass.ts";
import { work, type Verdict } from "./work.ts";

/** REFACTOR: tidying up that keeps the suite green, or nothing. What breaks twice is dropped: GREEN stands. */
export async function refactor(execution: Execution, bench: Bench, start: string): Promise<void> {
  const before = await suiteAtStart(execution, bench, start);
  const { purpose } = execution.assignment;
  const judge = async (changes: readonly Change[]): Promise<Verdict> => {
    const order = { start, before, name: "the suite after tidying up" };
    // GREEN has shown that a story's code passes its checks; what is as it was is not checked again.
    const verdict = await judgeGreen(execution, bench, { ...order, isChecked: changes.length === 0 });
    if (verdict.kind === "refused" || purpose === "story") return verdict;
    const problem = await checksProblem(execution, bench, ofAFix);
    return problem === null ? verdict : { kind: "refused", reason: problem };
  };
  const worked = await work(execution, bench, {
    phase: "refactor",
    start,
    bounds: codeBounds(execution),
    judge,
  });
  if (worked.kind === "refused") {
    await resetTo(execution.workspace, start);
    const summary = `left as GREEN has it: ${worked.reason}`;
    await pass(
      execution,
      { kind: "passed", verdict: { kind: "passed", suite: before }, commit: start, summary },
      { phase: "refactor", commit: start },
    );
    return;
  }
  await pass(execution, worked, { phase: "refactor", commit: worked.commit });
}

/** Of a fix these alone are asked for. */
const ofAFix = ["lint", "typecheck", "type-check", "check:types"] as const satisfies readonly CheckName[];
