import { everyFigure, type Figures } from "./figures.ts";
import { atLeast, atMost, judgedLine } from "./support/stats.ts";

/** A line for each goal whose number was measured, and one that names the rest. */
export function goalLines(measured: Figures): string[] {
  const lines: string[] = [];
  const missing: string[] = [];
  for (const [name, { words, goal }] of everyFigure()) {
    const value = measured[name];
    if (goal === undefined) continue;
    if (value === undefined) missing.push(words);
    else
      lines.push(judgedLine(words, "most" in goal ? atMost(value, goal.most) : atLeast(value, goal.least)));
  }
  return missing.length === 0 ? lines : [...lines, `not measured this time: ${missing.join(", ")}`];
}
