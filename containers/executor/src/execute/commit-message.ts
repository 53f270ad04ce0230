import { plainLine } from "../../../../shared/bug-fix/escape-markdown.ts";
import type { ExecuteJob, Phase } from "../../../../shared/executor/protocol.ts";

const types = { red: "test", green: "fix", refactor: "refactor", review: "chore", repair: "fix" } as const;

/** What makes CI pass a commit over (docs.github.com: skipping workflow runs). */
const skipMarks = /\[(?:skip ci|ci skip|no ci|skip actions|actions skip)\]/gi;

/**
 * A commit's message: the words of the plan that people have approved, without what would call somebody, close an issue
 * or skip CI. The trailers let a job that takes over recognise the commit.
 */
export function commitMessage(job: ExecuteJob, phase: Exclude<Phase, "plan">): string {
  const summary = plainLine(job.plan.summary.replaceAll(skipMarks, ""), 120);
  const subject = {
    red: `show the bug: ${summary}`,
    green: summary,
    refactor: `tidy up after: ${summary}`,
    review: "remove the plan of the fix",
    repair: `mend what CI found: ${summary}`,
  }[phase];
  return `${types[phase]}(${job.plan.scope}): ${subject}\n\nTask: ${job.taskId}\nPhase: ${phase}\n`;
}
