import type { Suggestion } from "../artefact/documents.ts";
import type { WaitingApproval } from "../use-waiting.ts";
import type { Signal } from "../views.ts";

/** Something that only a person can decide. */
export type ToDecide =
  | { kind: "approval" | "hold"; id: string; approval: WaitingApproval }
  | { kind: "suggestion"; id: string; suggestion: Suggestion }
  | { kind: "flagged"; id: string; signal: Signal };

const ranks: Record<ToDecide["kind"], number> = { approval: 0, flagged: 1, hold: 2, suggestion: 3 };
const risks = { high: 0, medium: 1, low: 2 } as const;

/**
 * All that waits for a person in a project, in the order in which it should be looked at: what nothing happens without,
 * what somebody tried, what happens by itself soon, what can wait.
 */
export function decisions({
  approvals,
  suggestions,
  flagged,
}: {
  /** Holds among them. */
  approvals: readonly WaitingApproval[];
  suggestions: readonly Suggestion[];
  flagged: readonly Signal[];
}): ToDecide[] {
  const all: ToDecide[] = [
    ...approvals.map((approval) => ({
      kind: approval.holdUntil === null ? ("approval" as const) : ("hold" as const),
      id: approval.id,
      approval,
    })),
    ...flagged.map((signal) => ({ kind: "flagged" as const, id: signal.id, signal })),
    ...suggestions.map((suggestion) => ({ kind: "suggestion" as const, id: suggestion.id, suggestion })),
  ];
  return all.toSorted((a, b) => ranks[a.kind] - ranks[b.kind] || order(a, b));
}

/** Among their own: the riskier, then what ends sooner or waits longer. */
function order(a: ToDecide, b: ToDecide): number {
  if ("approval" in a && "approval" in b) {
    const risk = risks[a.approval.risk] - risks[b.approval.risk];
    return a.kind === "approval" && risk !== 0 ? risk : momentOf(a).localeCompare(momentOf(b));
  }
  return momentOf(a).localeCompare(momentOf(b));
}

function momentOf(one: ToDecide): string {
  if ("approval" in one) return one.approval.holdUntil ?? one.approval.createdAt;
  return "suggestion" in one ? one.suggestion.at : one.signal.at;
}
