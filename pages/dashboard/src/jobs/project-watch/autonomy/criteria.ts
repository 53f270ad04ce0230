import type { Standing } from "../../../rooms/autonomy/evidence-words.ts";

/** One thing that must have been shown before the next level is proposed. */
export interface Criterion {
  words: string;
  has: number;
  needs: number;
  isMet: boolean;
}

/** What counts as gone well, by what a step is earned with. */
const accepted: Record<Standing["step"], string> = {
  readings: "signals that a person called read right",
  artefacts: "changes of documents that nobody had to correct",
  endings: "actions that went well",
};
const clean: Record<Standing["step"], string> = {
  readings: "days in a row without a signal read wrong",
  artefacts: "days in a row without a correction",
  endings: "days in a row without a bad ending",
};

/** What the next level needs and what there is of it; null at the highest one. */
export function criteriaFor({
  step,
  needs,
  evidence,
}: Pick<Standing, "step" | "needs" | "evidence">): Criterion[] | null {
  if (needs === null) return null;
  const { days, accepted: good, reviewedMessages } = needs;
  return [
    criterion(clean[step], evidence.consecutiveDays, days),
    criterion(accepted[step], evidence.accepted, good),
    criterion("held mails that a person looked at and let go", evidence.reviewedMessages, reviewedMessages),
  ].filter((one) => one.needs > 0);
}

function criterion(words: string, has: number, needs: number): Criterion {
  return { words, has, needs, isMet: has >= needs };
}
