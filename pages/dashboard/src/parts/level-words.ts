import type { AutonomyLevel } from "../../../../shared/domain/autonomy.ts";

export const levels = [1, 2, 3] as const satisfies AutonomyLevel[];

/** What a level lets the crew do by itself. */
export const levelWords: Record<AutonomyLevel, { name: string; means: string }> = {
  1: { name: "1 monitoring", means: "watches and tells the team; everything else asks first" },
  2: { name: "2 artefact", means: "keeps documents up to date too" },
  3: { name: "3 tactical", means: "does routine mail and Jira too, mostly after a hold" },
};
