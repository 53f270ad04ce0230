import { type AutonomyLevel, type PromotionRules } from "../../../../../../shared/domain/autonomy.ts";
import type { Standing } from "../../../rooms/autonomy/evidence-words.ts";

/** One thing that must have been shown before the next level is proposed. */
export interface Criterion {
  words: string;
  has: number;
  needs: number;
  isMet: boolean;
}

/** What the next level needs and what there is of it; null at the highest one. */
export function criteriaFor(
  level: AutonomyLevel,
  evidence: Standing["evidence"],
  rules: PromotionRules,
): Criterion[] | null {
  if (level === 3) return null;
  const { days, accepted, reviewedMessages } = level === 1 ? rules.toArtefact : rules.toTactical;
  return [
    criterion("days in a row with nothing corrected, rejected or taken back", evidence.consecutiveDays, days),
    criterion(
      level === 1
        ? "signals that a person called read right, or actions that went well"
        : "actions that went well",
      evidence.accepted,
      accepted,
    ),
    criterion("held mails that a person looked at and let go", evidence.reviewedMessages, reviewedMessages),
  ].filter(({ needs }) => needs > 0);
}

function criterion(words: string, has: number, needs: number): Criterion {
  return { words, has, needs, isMet: has >= needs };
}
