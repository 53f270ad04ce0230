/** How an action ended, as people see it. `failed` is the service's doing and nobody's judgement. */
export const outcomes = ["accepted", "corrected", "rejected", "reverted", "failed"] as const;
export type Outcome = (typeof outcomes)[number];

/** How many successes make up for a bad ending. */
const amends = 2;

/**
 * What is wrong with the past of a kind on a target; null when nothing is.
 * @param past newest first
 */
export function precedentProblem(
  past: readonly Outcome[],
  needed: "any" | "clean" | "proven",
): string | null {
  if (needed === "any") return null;
  const bad = past.findIndex((one) => one === "rejected" || one === "reverted" || one === "failed");
  const since = bad === -1 ? past : past.slice(0, bad);
  const successes = since.filter((one) => one === "accepted").length;
  if (bad !== -1 && successes < amends)
    return `the one before was ${past[bad]}, and ${amends - successes} more must succeed under a person's eye`;
  if (needed === "proven" && successes === 0) return "none of this kind has succeeded here before";
  return null;
}
