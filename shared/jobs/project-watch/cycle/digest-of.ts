import type { Spine } from "../../../spine/context.ts";
import { type Digest, digestWords, hasHappened } from "./digest-words.ts";
import { digestMaterial } from "./digest-material.ts";
import { lookUp } from "../../../platform/look-up.ts";

export type { Digest } from "./digest-words.ts";

/**
 * What a project's people are told at the beginning of a day: of all that was since the day whose house was kept last.
 * Null: its project is not watched, or nothing has happened and the project doesn't want to be told of that.
 */
export async function digestOf(spine: Spine, project: string, day: string): Promise<Digest | null> {
  const rules = lookUp(spine.settings.RULES.projectWatch, project);
  if (rules === undefined) return null;
  const material = await digestMaterial(spine, project, rules, day);
  return hasHappened(material) || rules.digest.whenNothing ? digestWords(material) : null;
}
