import type { ExecuteAssignment } from "../../../../shared/executor/protocol.ts";
import type { Phase } from "../../../../shared/domain/phase.ts";
import { ownCommits, resetTo } from "../referee/changes.ts";
import { AssignmentFailure } from "../referee/assignment-failure.ts";
import { howTested } from "../referee/how-tested.ts";
import { notesOn } from "../referee/notes.ts";
import {
  belongsToTests,
  findProject,
  howTestsRun,
  isSettingOf,
  isTestOf,
  noTests,
} from "../referee/project.ts";
import { openWorkspace, type Workspace } from "../referee/workspace.ts";
import { filesOf } from "../../../../shared/domain/plan.ts";
import type { ExecuteDeps, Execution } from "./execution.ts";
import type { PhaseClock } from "./phase-clock.ts";
import { Validation } from "./validation.ts";

/**
 * Opens the branch where the records say that it is. Throws AssignmentFailure: `stale` when it holds commits of others,
 * `repository` when its tests are of a kind that the referee doesn't know.
 */
export async function openExecution(
  assignment: ExecuteAssignment,
  deps: ExecuteDeps,
  { phase, clock }: { phase: Phase; clock: PhaseClock },
): Promise<Execution> {
  const { folder, signal } = deps;
  const workspace = await openWorkspace({
    folder,
    repository: assignment.repository,
    checkout: assignment.branch,
    signal,
    left: () => clock.left(),
  });
  const start = assignment.done.at(-1)?.commit ?? assignment.planCommit;
  const unproven = await commitsAfter(workspace, start, assignment);
  await resetTo(workspace, start);
  if (!(await contains(workspace, assignment.baseCommit, start)))
    throw new AssignmentFailure(
      "stale",
      `${assignment.branch} doesn't build on the approved base ${assignment.baseCommit.slice(0, 7)}`,
    );
  const found = await findProject(
    workspace,
    filesOf(assignment.plan).tests,
    assignment.repository.testCommand,
  );
  if (found === null) throw noTests(assignment.repository.name);
  deps.emit({ type: "line", phase, by: "referee", text: howTestsRun(found) });
  deps.found?.(howTested(found));
  const notes = await notesOn(workspace, found.project, {
    hands: deps.hands,
    signal,
    left: () => clock.left(),
  });
  return {
    assignment,
    ...deps,
    clock,
    workspace,
    ...found,
    isTestFile: (path) => isTestOf(found, path),
    belongsToTests: (path) => belongsToTests(found, path),
    isTestSetting: (path) => isSettingOf(found, path),
    records: [...assignment.done],
    suite: null,
    unproven,
    onBranch: new Set([start, ...unproven.map(({ commit }) => commit)]),
    validation: assignment.purpose === "story" ? new Validation(workspace, assignment.baseCommit) : null,
    walls: new Set(notes),
  };
}

/** What the branch holds after the last record: nothing, or what an assignment wrote whose verdict was lost with it. */
async function commitsAfter(
  workspace: Workspace,
  start: string,
  assignment: ExecuteAssignment,
): Promise<Execution["unproven"]> {
  if (workspace.head === start) return [];
  const own = (await contains(workspace, start, workspace.head))
    ? await ownCommits(workspace, start, workspace.head, assignment.taskId)
    : null;
  if (own === null)
    throw new AssignmentFailure(
      "stale",
      `${assignment.branch} is at ${workspace.head.slice(0, 7)}: there are commits of others on it`,
    );
  return own;
}

async function contains(workspace: Workspace, older: string, newer: string): Promise<boolean> {
  try {
    await workspace.git(["merge-base", "--is-ancestor", older, newer]);
    return true;
  } catch (error) {
    if (error instanceof AssignmentFailure && error.code === "repository") return false;
    throw error;
  }
}
