import type { ChangeRequest, PhaseRecord } from "../../shared/executor/protocol.ts";
import type { StoredSpec } from "../../shared/executor/stored-spec.ts";
import type { Ready } from "./keep-ready.ts";

/** What an assignment works on, beside the plan. */
export interface WorkedOn {
  /** Why the attempt before failed; null for a first one. */
  failure: string | null;
  /** Set: it repairs what CI has found. */
  ciLogs: string | null;
  /** Phases of other runs that it builds on. Those of its own are added when it starts. */
  done: PhaseRecord[];
  /** Set: it revises what is ready, as reviewers ask. */
  requests?: ChangeRequest[];
}

/** A change of code on its way: its branch and pull request, and how its job has it worked on and shows it. */
export interface Change {
  repository: string;
  /** The branch that it is for. */
  base: string;
  pullRequest: number;
  url: string;
  /** The run of assignments that made it: a repair builds on the phases behind it. */
  run: string;
  /** What an assignment is to do about it. */
  spec(assignmentId: string, about: WorkedOn): StoredSpec;
  /** Shows on the pull request what is ready. */
  show(ready: Ready, step: string): Promise<void>;
}
