import { counted } from "../../../parts/words.ts";
import type { Boundary } from "../setting.ts";

export const verdictWords: Record<Boundary["verdict"], string> = {
  auto: "happens by itself",
  hold: "is held, then happens",
  approval: "asks a person",
  forbidden: "never happens",
};

export const precedentWords: Record<Boundary["precedent"], string> = {
  any: "any",
  clean: "nothing bad before",
  proven: "went well before",
};

/** How long a held kind waits. */
export function windowWords(seconds: number): string {
  if (seconds === 0) return "–";
  return seconds % 60 === 0 ? counted(seconds / 60, "minute") : counted(seconds, "second");
}
