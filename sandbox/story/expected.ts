import { expectedDecisions } from "./expected/decisions.ts";
import type { Expected } from "./expected/expected.ts";
import { expectedMilestones } from "./expected/milestones.ts";
import { expectedRaid } from "./expected/raid.ts";

/** What a careful lead would have in the artefacts on some evening of the two weeks. */
export const expected: readonly Expected[] = [...expectedRaid, ...expectedDecisions, ...expectedMilestones];

/** What should be there on the evening of a working day. */
export function expectedOn(day: number): Expected[] {
  return expected.filter(({ from, until }) => from <= day && day <= (until ?? Number.POSITIVE_INFINITY));
}
