import { plainLine } from "../platform/escape-markdown.ts";
import { type HowTested, howTestedLines } from "./how-tested.ts";
import type { Planned } from "./plan.ts";

/**
 * A plan in a few lines of markdown, for messages and previews, with how the fix would be tested where that was tried. What a model, or
 * a repository's program, has written makes no line of its own, and no link.
 */
export function planText({ discovery, plan }: Planned, how: HowTested | null = null): string {
  const steps = plan.steps.map(
    ({ type, file, action }, n) =>
      `${n + 1}. ${type}${file === null ? "" : ` \`${file}\``}: ${words(action)}`,
  );
  return [
    `**Root cause** (${Math.round(discovery.confidence * 100)} % sure): ${words(discovery.rootCause)}`,
    "",
    ...steps,
    "",
    `Tests: ${code(how?.command ?? plan.testCommand)} · risk ${plan.riskLevel} · about ${plan.estimatedMinutes} minutes`,
    ...(how === null
      ? []
      : howTestedLines(how).flatMap(({ name, text, isCode }) => (isCode ? [] : `- ${name}: ${words(text)}`))),
    ...plan.risks.map((risk) => `- Risk: ${words(risk)}`),
  ].join("\n");
}

const code = (text: string): string => `\`${words(text).replaceAll("`", "'")}\``;

function words(text: string): string {
  return plainLine(text, 2000);
}
