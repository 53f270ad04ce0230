import {
  assignmentEventSchema,
  type AssignmentResult,
  type AssignmentSpec,
} from "../../../../shared/executor/protocol.ts";
import type { Phase } from "../../../../shared/domain/phase.ts";
import type { Emit } from "../contract.ts";
import { AssignmentFailure, OutOfReach } from "../referee/assignment-failure.ts";
import { OutOfBudget } from "./execution.ts";

/** How an assignment ends that something was thrown in, without its secrets. */
export function endOf(
  error: unknown,
  phase: Phase,
  { assignment, signal }: { assignment: AssignmentSpec; signal: AbortSignal },
): AssignmentResult {
  if (signal.aborted) return { kind: "cancelled" };
  if (error instanceof OutOfBudget) return { kind: "out_of_budget", phase };
  const words = error instanceof Error ? error.message : String(error);
  const reason = withoutTokens(assignment, words);
  if (error instanceof OutOfReach) return { kind: "unavailable", phase, service: error.service, reason };
  if (error instanceof AssignmentFailure) return { kind: "failed", phase, code: error.code, reason };
  const name = error instanceof Error ? `${error.name}: ` : "";
  return { kind: "failed", phase, code: "internal", reason: `${name}${reason}` };
}

/** Passes events on without any of the assignment's secrets, wherever they may have come from. */
export function redacting(assignment: AssignmentSpec, emit: Emit): Emit {
  return (event) =>
    emit(assignmentEventSchema.parse(JSON.parse(withoutTokens(assignment, JSON.stringify(event)))));
}

const withoutTokens = (assignment: AssignmentSpec, text: string): string =>
  text.replaceAll(assignment.repository.token, "[token]").replaceAll(assignment.llm.token, "[token]");
