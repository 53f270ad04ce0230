import type { Answer } from "../../api/types.ts";
import { counted } from "../../parts/words.ts";

export type Standing = Answer<"GET /api/autonomy">["standings"][number];
type Counts = Omit<Standing["evidence"], "since">;

/** The project as a whole. */
export const wholeProject = "*";

/** The standings of each project, in the order in which they come. */
export function byProject(standings: readonly Standing[]): { project: string; standings: Standing[] }[] {
  return [...Map.groupBy(standings, ({ project }) => project)].map(([project, own]) => ({
    project,
    standings: own,
  }));
}

/** How actions ended, in a sentence; what never happened is left out, but the days and the good ones. */
export function evidenceWords(evidence: Counts): string {
  const { consecutiveDays, accepted, corrected, rejected, reverted, reviewedMessages } = evidence;
  const also = [
    [corrected, "corrected"],
    [rejected, "rejected"],
    [reverted, "reverted"],
  ] as const;
  return [
    counted(consecutiveDays, "clean day"),
    `${accepted} accepted`,
    ...also.flatMap(([count, words]) => (count > 0 ? [`${count} ${words}`] : [])),
    ...(reviewedMessages > 0 ? [counted(reviewedMessages, "reviewed message")] : []),
  ].join(", ");
}
