import { plainLine } from "../../../../shared/platform/escape-markdown.ts";
import type { ExecuteAssignment } from "../../../../shared/executor/protocol.ts";
import type { ExecutionPhase } from "../../../../shared/domain/phase.ts";

const types = { red: "test", green: "fix", refactor: "refactor", review: "chore", repair: "fix" } as const;

/** What makes CI pass a commit over (docs.github.com: skipping workflow runs). */
const skipMarks = /\[(?:skip ci|ci skip|no ci|skip actions|actions skip)\]/gi;

/**
 * A commit's message: the words of the plan that people have approved, without what would call somebody, close an issue
 * or skip CI. The trailers let an assignment that takes over recognise the commit.
 */
export function commitMessage(assignment: ExecuteAssignment, phase: ExecutionPhase): string {
  const summary = plainLine(assignment.plan.summary.replaceAll(skipMarks, ""), 120);
  const subject = {
    red: `show the bug: ${summary}`,
    green: summary,
    refactor: `tidy up after: ${summary}`,
    review: "remove the plan of the fix",
    repair: `mend what CI found: ${summary}`,
  }[phase];
  return `${types[phase]}(${assignment.plan.scope}): ${subject}\n\nTask: ${assignment.taskId}\nPhase: ${phase}\n`;
}
