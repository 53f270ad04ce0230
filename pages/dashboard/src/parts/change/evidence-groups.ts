import type { RunView } from "./use-fix.ts";

/** What was run in one phase of one assignment. */
export interface EvidenceGroup {
  assignmentId: string;
  phase: RunView["phase"];
  runs: RunView[];
}

/** Runs as they came, by phase; a phase that another attempt went through again stands there again. */
export function groupsOf(runs: readonly RunView[]): EvidenceGroup[] {
  const groups: EvidenceGroup[] = [];
  for (const run of runs) {
    const last = groups.at(-1);
    if (last?.assignmentId === run.assignmentId && last.phase === run.phase) last.runs.push(run);
    else groups.push({ assignmentId: run.assignmentId, phase: run.phase, runs: [run] });
  }
  return groups;
}

/** How a command ended. A failure is what RED is after, so nothing here says good or bad. */
export function endWords({ exitCode }: Pick<RunView, "exitCode">): string {
  return exitCode === null ? "killed at its deadline" : `exit ${exitCode}`;
}
