import type { PhaseRecord } from "../../shared/executor/protocol.ts";
import type { StoredSpec } from "../../shared/executor/stored-spec.ts";
import type { Ready } from "./keep-ready.ts";

/** A change of code on its way: its branch and pull request, and how its job has it worked on and shows it. */
export interface Change {
  repository: string;
  /** The branch that it is for. */
  base: string;
  pullRequest: number;
  url: string;
  /** The run of assignments that made it: a repair builds on the phases behind it. */
  run: string;
  /** What an assignment is to do about it. @param done phases of another run that this one builds on. */
  spec(
    assignmentId: string,
    about: { failure: string | null; ciLogs: string | null; done: PhaseRecord[] },
  ): StoredSpec;
  /** Shows on the pull request what is ready. */
  show(ready: Ready, step: string): Promise<void>;
}
