import type { Planned, Plan } from "../../../../../shared/domain/plan.ts";

/** How sure it is, as people say it: 0.86 is "86 %". */
export const sureness = (confidence: number): string => `${Math.round(confidence * 100)} %`;

/** Files that a plan would write, each once, in the order of its steps. */
export function plannedFiles({ steps }: Pick<Plan, "steps">): string[] {
  return [...new Set(steps.flatMap(({ type, file }) => (type === "verify" || file === null ? [] : [file])))];
}

/** Those of a plan's texts whose lines stand each for itself. */
export const planLists: ReadonlySet<string> = new Set([
  "Steps",
  "Files",
  "Protected files",
  "How it is tested",
  "What could go wrong",
]);

/** A plan as texts under the names that readers know them by: what two versions of it are compared by. */
export function planFields({ discovery, plan }: Planned): Record<string, string> {
  return {
    Summary: plan.summary,
    "Root cause": discovery.rootCause,
    // Unnumbered: a step that comes in between must not make all later ones look new.
    Steps: plan.steps
      .map(({ type, file, action }) => `${file === null ? type : `${type} ${file}`}: ${action}`)
      .join("\n"),
    Files: plannedFiles(plan).join("\n"),
    "Test command": plan.testCommand,
    Risk: plan.riskLevel,
    "What could go wrong": plan.risks.join("\n"),
    Estimate: `${plan.estimatedMinutes} minutes`,
    Reasoning: discovery.reasoning,
    Confidence: sureness(discovery.confidence),
  };
}
