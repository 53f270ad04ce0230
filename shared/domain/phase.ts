/** What an executor is at: making a plan, the steps of carrying one out, or laying a new repository's foundation. */
export const phases = ["plan", "red", "green", "refactor", "review", "repair", "revise", "scaffold"] as const;
export type Phase = (typeof phases)[number];

/** The phases of a plan that is carried out: those with work of the agent's that the referee judges. */
export type ExecutionPhase = Exclude<Phase, "plan" | "scaffold">;

/** What an assignment is for. */
export const assignmentModes = ["plan", "execute", "scaffold"] as const;
export type AssignmentMode = (typeof assignmentModes)[number];

const firstPhases: Readonly<Record<AssignmentMode, Phase>> = {
  plan: "plan",
  execute: "red",
  scaffold: "scaffold",
};

/** Where an assignment begins that nothing is known of yet. */
export function firstPhaseOf(mode: AssignmentMode): Phase {
  return firstPhases[mode];
}
