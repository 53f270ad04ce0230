import type { Expected } from "./expected.ts";

const milestone = (id: string, as: readonly string[], what: string, proof: readonly string[]): Expected => ({
  id,
  artefact: "delivery_state",
  as,
  what,
  from: 8,
  proof,
});

/** The milestones themselves are the lead's, who enters them; what is expected is that they don't stay as they were. */
export const expectedMilestones: readonly Expected[] = [
  milestone("beta-late", ["late", "at_risk"], "The beta is late", [
    "beta-moves-1",
    "beta-moves-2",
    "beta-moves-3",
  ]),
  milestone("go-live-at-risk", ["at_risk"], "The go-live is at risk", [
    "beta-moves-2",
    "go-live-letters-1",
    "go-live-letters-2",
    "landlords-2",
  ]),
];
