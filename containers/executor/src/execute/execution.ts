import type { ExecuteAssignment, PhaseRecord } from "../../../../shared/executor/protocol.ts";
import type { HowTested } from "../../../../shared/domain/how-tested.ts";
import type { Phase } from "../../../../shared/domain/phase.ts";
import type { Agent, Emit, Hands } from "../contract.ts";
import type { Testing } from "../referee/testing.ts";
import type { Project } from "../referee/project-facts.ts";
import { AssignmentFailure } from "../referee/assignment-failure.ts";
import type { PhaseClock } from "./phase-clock.ts";
import type { Bench, Suite } from "../referee/suite.ts";
import type { Workspace } from "../referee/workspace.ts";
import type { Validation } from "./validation.ts";

export interface ExecuteDeps {
  agent: Agent;
  /** The referee's hands in the tree that the agent works in: as its user, and with none of its home. */
  hands: Hands;
  /** Hands for a proof, as a user that no agent's code has ever run as. Each call opens a place of its own. */
  apart(): Promise<Hands>;
  emit: Emit;
  folder: string;
  signal: AbortSignal;
  now?: () => number;
  /** Hears how the tests are run as soon as that is known. */
  found?: (how: HowTested) => void;
}

/** All that the phases of one assignment share. */
export interface Execution {
  assignment: ExecuteAssignment;
  agent: Agent;
  hands: Hands;
  apart(): Promise<Hands>;
  emit: Emit;
  /** The assignment's own folder: the tree and git lie in it, and the reports of test runs. */
  folder: string;
  signal: AbortSignal;
  clock: PhaseClock;
  workspace: Workspace;
  project: Project;
  testing: Testing;
  /** Is a path, from the tree's root, a test file that the runner finds? */
  isTestFile: (path: string) => boolean;
  /** Is it a part of the tests, found or not? */
  belongsToTests: (path: string) => boolean;
  /** Does it decide how tests are run? */
  isTestSetting: (path: string) => boolean;
  /** Phases that were let through, oldest first. */
  records: PhaseRecord[];
  /** The suite's state at the last record; null when it isn't known (any more). */
  suite: Suite | null;
  /** Commits of the referee that are on the branch and not in the records: their verdict was lost. */
  unproven: { phase: string; commit: string }[];
  /** Commits that the branch had from the beginning: they need no push. */
  onBranch: ReadonlySet<string>;
  /** Looks at a story's tree beside its base; null: a fix isn't validated. */
  validation: Validation | null;
  /** What the last proof couldn't do here, a sentence each: part of the evidence. */
  walls: Set<string>;
}

/** Ends the assignment until there is money again. */
export class OutOfBudget extends Error {
  override readonly name = "OutOfBudget";
}

/** A phase's time and place for running things. */
export function benchOf(execution: Execution, phase: Phase, commit: string): Bench {
  const { hands, emit, folder, signal, clock } = execution;
  return { hands, emit, phase, folder, commit, signal, left: () => clock.left() };
}

/** What RED has proven; throws when there was no RED. */
export function redRecord(execution: Execution): Record<"newTests" | "failedBefore" | "flaky", string[]> {
  const red = execution.records.find(({ phase }) => phase === "red");
  if (red === undefined) throw new AssignmentFailure("internal", "there is no record of RED");
  return { newTests: red.newTests ?? [], failedBefore: red.failedBefore ?? [], flaky: red.flaky ?? [] };
}

/** What the work is called beside what was there before. */
export const changeOf = ({ assignment }: Execution): string =>
  assignment.purpose === "fix" ? "the fix" : "the story's code";

/** Where the next phase begins: the last record's commit, or the plan's. */
export const startOf = (execution: Execution): string =>
  execution.records.at(-1)?.commit ?? execution.assignment.planCommit;
