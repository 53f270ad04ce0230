import type { ExecuteAssignment, AssignmentResult } from "../../../../shared/executor/protocol.ts";
import type { ExecutionPhase } from "../../../../shared/domain/phase.ts";
import { endOf, redacting } from "./end-of.ts";
import { benchOf, type ExecuteDeps, startOf } from "./execution.ts";
import { green } from "./green.ts";
import { makeReady } from "./make-ready.ts";
import { openExecution } from "./open-execution.ts";
import { PhaseClock } from "./phase-clock.ts";
import { phasesOf } from "./phases-of.ts";
import { red } from "./red.ts";
import { refactor } from "./refactor.ts";
import { repair } from "./repair.ts";
import { resultOf } from "./result-of.ts";
import { review } from "./review.ts";

/**
 * Runs an approved plan under the referee: RED, GREEN, REFACTOR, review; or one repair when CI's logs are given, or one revision
 * when reviewers ask for it. Goes on after the phases that were done before. Never throws: how it ended is the result, and telling of that (the event
 * `ended`) is the caller's.
 */
export async function executeAssignment(
  assignment: ExecuteAssignment,
  deps: ExecuteDeps,
): Promise<AssignmentResult> {
  const emit = redacting(assignment, deps.emit);
  const phases = phasesOf(assignment);
  let phase: ExecutionPhase = phases[0] ?? "review";
  try {
    emit({ type: "phase.started", phase });
    const clock = new PhaseClock(phase, assignment.deadlineMs, deps.now);
    const execution = await openExecution(assignment, { ...deps, emit }, { phase, clock });
    let words = "The self-review was done before the executor was restarted.";
    let isReady = false;
    for (const next of phases) {
      phase = next;
      if (isReady) {
        emit({ type: "phase.started", phase });
        clock.begin(phase);
      }
      const start = startOf(execution);
      const bench = benchOf(execution, phase, start);
      if (!isReady) await makeReady(execution, bench);
      isReady = true;
      switch (phase) {
        case "red":
          await red(execution, bench, start);
          break;
        case "green":
          await green(execution, bench, start);
          break;
        case "refactor":
          await refactor(execution, bench, start);
          break;
        case "review":
          words = await review(execution, bench, start);
          break;
        case "repair":
        case "revise":
          words = await repair(execution, bench, start, phase);
          break;
      }
    }
    return await resultOf(execution, words);
  } catch (error) {
    return endOf(error, phase, { assignment, signal: deps.signal });
  }
}
