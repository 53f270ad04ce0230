import { plainLine } from "../../../../shared/platform/escape-markdown.ts";
import type { ExecuteAssignment } from "../../../../shared/executor/protocol.ts";
import type { ExecutionPhase } from "../../../../shared/domain/phase.ts";

const types = { red: "test", refactor: "refactor", review: "chore", repair: "fix", revise: "fix" } as const;

/** What makes CI pass a commit over (docs.github.com: skipping workflow runs). */
const skipMarks = /\[(?:skip ci|ci skip|no ci|skip actions|actions skip)\]/gi;

/**
 * A commit's message: the words of the plan that people have approved, without what would call somebody, close an issue
 * or skip CI. The trailers let an assignment that takes over recognise the commit.
 */
export function commitMessage(assignment: ExecuteAssignment, phase: ExecutionPhase): string {
  const { purpose, plan, taskId } = assignment;
  const isFix = purpose === "fix";
  const summary = plainLine(plan.summary.replaceAll(skipMarks, ""), 120);
  const subject = {
    red: isFix ? `show the bug: ${summary}` : `what is asked for: ${summary}`,
    green: summary,
    refactor: `tidy up after: ${summary}`,
    review: `remove the plan of the ${purpose}`,
    repair: `mend what CI found: ${summary}`,
    revise: `as reviewers ask: ${summary}`,
  }[phase];
  const type = phase === "green" ? (isFix ? "fix" : "feat") : types[phase];
  return `${type}(${plan.scope}): ${subject}\n\n${trailersOf(taskId, phase)}`;
}

/** The last lines of a commit of the referee's. */
export const trailersOf = (taskId: string, phase: string): string => `Task: ${taskId}\nPhase: ${phase}\n`;
