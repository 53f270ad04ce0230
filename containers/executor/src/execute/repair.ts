import { resetTo } from "../referee/changes.ts";
import { AssignmentFailure } from "../referee/assignment-failure.ts";
import type { Bench } from "../referee/suite.ts";
import type { Execution } from "./execution.ts";
import { codeBounds, judgeGreen, suiteAtStart } from "./green.ts";
import { pass } from "./pass.ts";
import { finalProblem, mustBeProven } from "./review.ts";
import { mustWork, type Verdict } from "./work.ts";

type Again = "repair" | "revise";

const suiteNames: Readonly<Record<Again, string>> = {
  repair: "the suite with the repair",
  revise: "the suite as revised",
};

/**
 * One bounded repair of what CI has found, or one revision that reviewers ask for: as in GREEN, with CI's logs or their words. Answers
 * what was done.
 */
export async function repair(
  execution: Execution,
  bench: Bench,
  start: string,
  phase: Again,
): Promise<string> {
  await resetTo(execution.workspace, start);
  const before = await suiteAtStart(execution, bench, start);
  const worked = await mustWork(execution, bench, {
    phase,
    start,
    bounds: codeBounds(execution),
    judge: async (changes, summary): Promise<Verdict> =>
      changes.length === 0
        ? nothingChanged(phase, summary)
        : judgeGreen(execution, bench, { start, before, name: suiteNames[phase] }),
  });
  const outside = await finalProblem(execution, worked.commit);
  if (outside !== null) throw new AssignmentFailure("refused", outside);
  await mustBeProven(execution, { ...bench, commit: worked.commit }, before);
  await pass(execution, worked, { phase, commit: worked.commit });
  return worked.summary;
}

/** Reviewers may be told why not; what CI has found stays. @throws AssignmentFailure with the agent's reason. */
function nothingChanged(phase: Again, summary: string): Verdict {
  if (phase === "revise") throw new AssignmentFailure("refused", `nothing was changed: ${summary}`);
  return { kind: "refused", reason: "nothing was changed" };
}
