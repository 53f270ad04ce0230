import type { Depth } from "../../domain/fix.ts";
import type { Rules } from "../../policy/rules.ts";
import type { BugReport } from "./report.ts";
import { sourceOf } from "./sources/registry.ts";

export interface Judged {
  /** Rounded to a tenth. */
  score: number;
  depth: "ignore" | Depth;
  /** What speaks for it and against it, in plain words. */
  reasons: string[];
}

const levels = { fatal: 2, error: 1, warning: -1, info: -2, debug: -2 } as const;
/** A thousand and a million weigh the same. */
const mostForCount = 3;
const ownTrace = 2.5;
const repositoryKnown = 2;

/**
 * How deep a report is worth looking into. What somebody has asked for is always worth an offer; what a monitor reports is
 * weighed; a number that is out of its limits names no code, so its cause is all that is looked for.
 * @param known whether it is clear in which repository the bug lives.
 */
export function depthOf(report: BugReport, known: boolean, thresholds: Rules["bugFix"]["depth"]): Judged {
  const parts = weigh(report, known);
  const score = Math.round(parts.reduce((sum, { points }) => sum + points, 0) * 10) / 10;
  const reasons = parts.map(({ points, why }) => `${why} (${signed(points)})`);
  const { byRequest, codeless } = sourceOf(report);
  if (byRequest) return { score, depth: "offer", reasons: [`${report.by} asked for it`, ...reasons] };
  const depth = reached(score, thresholds);
  if (codeless === null || report.frames.length > 0 || depth === "ignore" || depth === "root_cause")
    return { score, depth, reasons };
  return { score, depth: "root_cause", reasons: [...reasons, codeless] };
}

function weigh(
  { events, users, frames, level }: BugReport,
  known: boolean,
): { points: number; why: string }[] {
  return [
    ...(events === null ? [] : [{ points: magnitude(events), why: counted(events, "event") }]),
    ...(users === null ? [] : [{ points: magnitude(users), why: counted(users, "user") }]),
    frames.some((frame) => frame.inApp)
      ? { points: ownTrace, why: "the stack shows code of ours" }
      : { points: 0, why: frames.length === 0 ? "no stack trace" : "the stack shows only code of others" },
    known
      ? { points: repositoryKnown, why: "the repository is known" }
      : { points: 0, why: "the repository is not known" },
    ...(level === null ? [] : [{ points: levels[level], why: `level ${level}` }]),
  ];
}

function reached(score: number, { rootCause, plan, offer }: Rules["bugFix"]["depth"]): Judged["depth"] {
  if (score >= offer) return "offer";
  if (score >= plan) return "plan";
  return score >= rootCause ? "root_cause" : "ignore";
}

/** A point for each power of ten. */
function magnitude(count: number): number {
  return Math.min(mostForCount, Math.log10(Math.max(1, count)));
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function signed(points: number): string {
  const rounded = Math.round(points * 10) / 10;
  return rounded < 0 ? String(rounded) : `+${rounded}`;
}
