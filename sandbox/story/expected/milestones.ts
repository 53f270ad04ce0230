import type { Expected } from "./expected.ts";

const milestone = (
  id: string,
  as: string,
  from: number,
  what: string,
  proof: readonly string[],
  until?: number,
): Expected => ({
  id,
  artefact: "delivery_state",
  as: [as],
  what,
  from,
  proof,
  ...(until === undefined ? {} : { until }),
});

const beta = ["beta-date-1", "beta-date-2", "beta-date-4", "beta-moves-1", "beta-moves-2", "beta-moves-3"];

export const expectedMilestones: readonly Expected[] = [
  milestone("beta-known", "on_track", 1, "The beta is planned", beta, 6),
  milestone("beta-late", "late", 8, "The beta is late", beta),
  milestone("go-live-known", "on_track", 1, "The go-live is planned", ["beta-date-1"], 7),
  milestone("go-live-at-risk", "at_risk", 8, "The go-live is at risk", [
    "beta-date-1",
    "beta-moves-2",
    "go-live-letters-1",
    "go-live-letters-2",
  ]),
];
