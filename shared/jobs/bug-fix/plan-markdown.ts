import { cut } from "../../platform/cut.ts";
import { codeSpan, escapeLine } from "../../platform/escape-markdown.ts";
import { type HowTested, howTestedLines } from "../../domain/how-tested.ts";
import { filesOf, type Plan, type Planned } from "../../domain/plan.ts";

const stepWords: Record<Plan["steps"][number]["type"], string> = {
  test: "RED",
  implement: "GREEN",
  verify: "Verify",
};

/** PLAN.md. All that a model, or a repository's own program, has written is only text in it. @param how null: nobody has tried it. */
export function planMarkdown(taskId: string, planned: Planned, how: HowTested | null = null): string {
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
    how === null ? codeSpan(plan.testCommand) : howTestedList(how),
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

/** How the tests are run and what that proves, as trying it has shown. @param most characters of a line. */
export function howTestedList(how: HowTested, most = Infinity): string {
  return howTestedLines(how)
    .map(({ name, text, isCode }) => `- ${name}: ${(isCode ? codeSpan : escapeLine)(cut(text, most))}`)
    .join("\n");
}

/** What the referee holds the fix to. */
function bounds(plan: Plan): string {
  const { tests, code } = filesOf(plan);
  return `The fix may touch ${files([...tests, ...code])} and nothing else.`;
}

function files(paths: readonly string[]): string {
  return paths.length === 0 ? "no file" : paths.map((path) => codeSpan(path)).join(", ");
}
