import { plainLine } from "../platform/escape-markdown.ts";
import type { Planned } from "./plan.ts";

/** A plan in a few lines of markdown, for messages and previews. What a model has written makes no line of its own, and no link. */
export function planText({ discovery, plan }: Planned): string {
  const steps = plan.steps.map(
    ({ type, file, action }, n) =>
      `${n + 1}. ${type}${file === null ? "" : ` \`${file}\``}: ${words(action)}`,
  );
  return [
    `**Root cause** (${Math.round(discovery.confidence * 100)} % sure): ${words(discovery.rootCause)}`,
    "",
    ...steps,
    "",
    `Tests: \`${words(plan.testCommand).replaceAll("`", "'")}\` · risk ${plan.riskLevel} · about ${plan.estimatedMinutes} minutes`,
    ...plan.risks.map((risk) => `- Risk: ${words(risk)}`),
  ].join("\n");
}

function words(text: string): string {
  return plainLine(text, 2000);
}
