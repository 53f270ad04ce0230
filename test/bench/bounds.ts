import { everyFigure, type Figures } from "./figures.ts";

/**
 * What a task may ask of the platform. The bench fails beyond it, the quick form in CI too: counts are the same on any
 * machine, however busy it is, but for what an isolate remembers for a moment (who listens, a pass of a gate): that is the
 * room above what is counted. Lower one when the count is lower; raise one only for a reason.
 */
export const bounds: Figures = {
  d1Calls: 19,
  d1Statements: 72,
  objectCalls: 8,
  steps: 8,
};

/** What is asked for more often than it may be, in words. What wasn't measured is not judged. */
export function beyondBounds(measured: Figures, allowed: Figures = bounds): string[] {
  return everyFigure().flatMap(([name, { words }]) => {
    const value = measured[name];
    const bound = allowed[name];
    return value !== undefined && bound !== undefined && value > bound
      ? [`${words}: ${value}, the bound is ${bound}`]
      : [];
  });
}
