/** What an executor is at: making a plan, or the steps of carrying one out. */
export const phases = ["plan", "red", "green", "refactor", "review", "repair"] as const;
export type Phase = (typeof phases)[number];
