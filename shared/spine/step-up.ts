import { type AutonomyLevel, type PromotionRules, readingKind, type Step } from "../domain/autonomy.ts";
import { messageKinds } from "../policy/boundaries.ts";
import type { Spine } from "./context.ts";

/** Everything of a project: its own level, in the place of a kind. */
export const wholeProject = "*";

/** What people say of a task that began with a misunderstanding: it was no reading of the watch, and spoils its days too. */
const misread = "reading";

const artefacts = ["artefact_update"];

/** All kinds whose endings count for a project as a whole. */
export const countedKinds: readonly string[] = [readingKind, misread, ...artefacts, ...messageKinds];

/**
 * What the next step up of a project, or of a kind in it, is earned by. A project rises by watching first, and then by
 * keeping its documents; a kind that has lost trust regains it by itself.
 */
export function stepUp(kind: string, level: AutonomyLevel): Step {
  if (kind !== wholeProject)
    return {
      name: "endings",
      earnedBy: [kind],
      spoiltBy: [kind],
      messages: messageKinds.filter((one) => one === kind),
    };
  const readings = [readingKind, misread];
  if (level === 1)
    return { name: "readings", earnedBy: [readingKind], spoiltBy: readings, messages: messageKinds };
  return {
    name: "artefacts",
    earnedBy: artefacts,
    spoiltBy: [...artefacts, ...readings],
    messages: messageKinds,
  };
}

/** What a promotion takes: of kinds that are no messages to people, nobody can have reviewed any. */
export function promotionRules({ settings }: Pick<Spine, "settings">, kind: string): PromotionRules {
  const { promotion } = settings.RULES;
  if (kind === wholeProject || messageKinds.includes(kind)) return promotion;
  return {
    toArtefact: { ...promotion.toArtefact, reviewedMessages: 0 },
    toTactical: { ...promotion.toTactical, reviewedMessages: 0 },
  };
}
