import { cut } from "../../platform/cut.ts";
import { codeSpan, escapeLine } from "../../platform/escape-markdown.ts";
import { filesOf, type Plan, type Planned } from "../../domain/plan.ts";

const stepWords: Record<Plan["steps"][number]["type"], string> = {
  test: "RED",
  implement: "GREEN",
  verify: "Verify",
};

/** PLAN.md. All that a model has written is only text in it. */
export function planMarkdown(taskId: string, planned: Planned): string {
  const { plan, discovery } = planned;
  return `${[
    `# Plan: ${escapeLine(plan.summary)}`,
    `Task ${codeSpan(taskId)}, repository ${codeSpan(discovery.repository)}, scope ${codeSpan(plan.scope)}.`,
    "## Root cause",
    escapeLine(discovery.rootCause),
    `Why here (confidence ${Math.round(discovery.confidence * 100)} %): ${escapeLine(discovery.reasoning)}`,
    `Affected: ${files(discovery.affectedFiles)}.${discovery.relatedFiles.length === 0 ? "" : ` Related: ${files(discovery.relatedFiles)}.`}`,
    "## Steps",
    planSteps(plan),
    "## Tests",
    codeSpan(plan.testCommand),
    "## Risk",
    planRisks(plan),
    `Estimated at ${plan.estimatedMinutes} ${plan.estimatedMinutes === 1 ? "minute" : "minutes"}. ${bounds(plan)}`,
  ].join("\n\n")}\n`;
}

/** The steps of a plan as a numbered list. @param most characters of a step's words. */
export function planSteps({ steps }: Plan, most = Infinity): string {
  return steps
    .map(({ type, file, action }, index) => {
      const where = file === null ? "" : ` ${codeSpan(file)}`;
      return `${index + 1}. **${stepWords[type]}**${where}: ${escapeLine(cut(action, most))}`;
    })
    .join("\n");
}

/** How risky a plan calls itself, and why. */
export function planRisks({ riskLevel, risks }: Plan, most = Infinity): string {
  const level = `${riskLevel[0]?.toUpperCase() ?? ""}${riskLevel.slice(1)}`;
  if (risks.length === 0) return `${level}.`;
  return `${level}:\n\n${risks.map((risk) => `- ${escapeLine(cut(risk, most))}`).join("\n")}`;
}

/** What the referee holds the fix to. */
function bounds(plan: Plan): string {
  const { tests, code } = filesOf(plan);
  return `The fix may touch ${files([...tests, ...code])} and nothing else.`;
}

function files(paths: readonly string[]): string {
  return paths.length === 0 ? "no file" : paths.map((path) => codeSpan(path)).join(", ");
}
