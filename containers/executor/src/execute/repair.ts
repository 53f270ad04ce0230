import { resetTo } from "../referee/changes.ts";
import { AssignmentFailure } from "../referee/assignment-failure.ts";
import type { Bench } from "../referee/suite.ts";
import type { Execution } from "./execution.ts";
import { codeBounds, judgeGreen, suiteAtStart } from "./green.ts";
import { pass } from "./pass.ts";
import { finalProblem, mustBeProven } from "./review.ts";
import { mustWork, type Verdict } from "./work.ts";

/** One bounded repair of what CI has found: as in GREEN, with CI's logs. Answers what was done. */
export async function repair(execution: Execution, bench: Bench, start: string): Promise<string> {
  await resetTo(execution.workspace, start);
  const before = await suiteAtStart(execution, bench, start);
  const worked = await mustWork(execution, bench, {
    phase: "repair",
    start,
    bounds: codeBounds(execution),
    judge: async (changes): Promise<Verdict> =>
      changes.length === 0
        ? { kind: "refused", reason: "nothing was changed" }
        : judgeGreen(execution, bench, { start, before, name: "the suite with the repair" }),
  });
  const outside = await finalProblem(execution, worked.commit);
  if (outside !== null) throw new AssignmentFailure("refused", outside);
  await mustBeProven(execution, { ...bench, commit: worked.commit }, before);
  await pass(execution, worked, { phase: "repair", commit: worked.commit });
  return worked.summary;
}
