import { executionPhases, type ExecuteAssignment } from "../../../../shared/executor/protocol.ts";
import type { ExecutionPhase } from "../../../../shared/domain/phase.ts";

/** What an assignment is at, in its order: what is left of a whole execution, or one repair, or one revision. */
export function phasesOf({
  ciLogs,
  requests,
  done,
}: Pick<ExecuteAssignment, "ciLogs" | "requests" | "done">): readonly ExecutionPhase[] {
  if (ciLogs !== null) return ["repair"];
  if (requests !== undefined) return ["revise"];
  const behind = new Set(done.map(({ phase }) => phase));
  return executionPhases.filter((each) => !behind.has(each));
}
