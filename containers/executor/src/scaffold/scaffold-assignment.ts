import type { AssignmentResult, ScaffoldAssignment } from "../../../../shared/executor/protocol.ts";
import type { Emit, Hands } from "../contract.ts";
import { endOf, redacting } from "../execute/end-of.ts";
import { PhaseClock } from "../execute/phase-clock.ts";
import { AssignmentFailure } from "../referee/assignment-failure.ts";
import { changed, longestDiff } from "../referee/changed.ts";
import { ownCommits, resetTo } from "../referee/changes.ts";
import { openWorkspace, type Workspace } from "../referee/workspace.ts";
import { commitTemplate } from "./commit-template.ts";
import { proveFoundation } from "./prove-foundation.ts";
import { shippedTemplates } from "./template.ts";

export interface ScaffoldDeps {
  hands: Hands;
  emit: Emit;
  /** The assignment's own folder. */
  folder: string;
  signal: AbortSignal;
  /** Folder of the stacks' templates; not said: those that are shipped. */
  templates?: string;
}

/**
 * Lays a new repository's foundation: a stack's template, filled, is committed; its own tests and checks are run; what has passed is
 * pushed. No model has a hand in it, and the commit is made before any foreign code runs. A commit that was pushed before is judged
 * again instead of being made again. Never throws: how it ended is the result.
 */
export async function scaffoldAssignment(
  assignment: ScaffoldAssignment,
  deps: ScaffoldDeps,
): Promise<AssignmentResult> {
  const emit = redacting(assignment, deps.emit);
  emit({ type: "phase.started", phase: "scaffold" });
  try {
    return await layFoundation(assignment, { ...deps, emit });
  } catch (error) {
    return endOf(error, "scaffold", { assignment, signal: deps.signal });
  }
}

async function layFoundation(
  assignment: ScaffoldAssignment,
  { hands, emit, folder, signal, templates = shippedTemplates }: ScaffoldDeps,
): Promise<AssignmentResult> {
  const { repository, branch, baseCommit, stack } = assignment;
  const clock = new PhaseClock("scaffold", assignment.deadlineMs);
  const left = (): number => clock.left();
  const workspace = await openWorkspace({ folder, repository, checkout: baseCommit, signal, left });
  const found = await commitThere(workspace, assignment);
  const commit = found ?? (await commitTemplate(workspace, assignment, templates));
  await resetTo(workspace, commit);
  const bench = { hands, emit, phase: "scaffold" as const, folder, commit, signal, left };
  const shown = await proveFoundation(bench, workspace, repository);
  if (found === null) await workspace.push(commit, branch);
  const summary = `the template of ${stack} ${found === null ? "is on" : "was on"} ${branch}: ${shown}`;
  emit({ type: "phase.passed", record: { phase: "scaffold", commit }, summary });
  const { files, whole } = await changed(workspace, baseCommit, commit);
  return {
    kind: "ready",
    commit,
    files,
    diff: whole.slice(0, longestDiff),
    review: `The template of ${stack}, as it is shipped: no model has written any of it. Seen to pass: ${shown}.`,
    pointedOut: [],
    failedBefore: [],
    walls: [],
  };
}

/** The foundation's commit that an assignment before this one has pushed; null: the branch isn't there, or has nothing of its own. */
async function commitThere(
  workspace: Workspace,
  { branch, baseCommit, taskId }: ScaffoldAssignment,
): Promise<string | null> {
  const head = await workspace.fetchBranch(branch);
  if (head === null || head === baseCommit) return null;
  const own = await ownCommits(workspace, baseCommit, head, taskId);
  const [first, ...others] = own ?? [];
  if (first?.phase === "scaffold" && others.length === 0) return first.commit;
  throw new AssignmentFailure(
    "stale",
    `${branch} is at ${head.slice(0, 7)} and doesn't end with the base ${baseCommit.slice(0, 7)}: there are commits of others on it`,
  );
}
