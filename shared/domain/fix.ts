/**
 * What has become of a fix. `open` until its pull request is merged or closed, or the task has ended otherwise; a bug
 * that people closed the fix of stays closed for us.
 */
export const fixStates = ["open", "merged", "closed", "reported", "failed"] as const;

/** How deep a report is looked into, by its score. */
export const depths = ["root_cause", "plan", "offer"] as const;
export type Depth = (typeof depths)[number];

export const assignmentStates = ["queued", "running", "ended", "lost"] as const;

/** How an assignment may end. */
export const assignmentEnds = [
  "planned",
  "ready",
  "failed",
  "out_of_budget",
  "unavailable",
  "cancelled",
  "stopped",
] as const;

/** How an assignment ended, without the large parts of its result. */
export interface AssignmentOutcome {
  kind: (typeof assignmentEnds)[number];
  phase: string | null;
  /** Why it failed, or the service that doesn't answer. */
  code: string | null;
  reason: string | null;
}
