import type { Plan } from "./plan.ts";
import type { Known } from "./known.ts";
import { element, group, material, problemsPart } from "../../../llm/prompt-parts.ts";
import { answering, recordsPart, signalsPart, type Told } from "./thinking-prompt.ts";

export const reasonSystem = `You think for the lead of a software project about what others have read. Several signals concern the same thing, or
contradict each other; a first look has proposed what is in <proposed>. ${material}

Weigh who says what, when, and how many really speak for it: copies of one mail are one voice. Where they contradict each other say so
in the entry or the text, propose the careful reading, and rather ask than assert. Answer with:
- conclusion: two or three sentences on what is the case and how sure that is.
${answering}
What you answer takes the place of what is proposed for these signals: repeat what should stay, leave out what shouldn't.`;

export const reasonTokens = 12_000;

/** The changing part of the prompt. */
export function reasonPrompt(
  told: readonly Told[],
  known: Known,
  { actions, changes }: Pick<Plan, "actions" | "changes">,
  why: string,
  problems: readonly string[],
): string {
  const proposed = [
    ...actions.map(({ kind, payload, why: reason }) =>
      element("action", { kind, why: reason }, JSON.stringify(payload).slice(0, 1500)),
    ),
    ...changes.map(({ artefact, change, why: reason }) =>
      element("change", { artefact, why: reason }, JSON.stringify(change).slice(0, 1500)),
    ),
  ];
  return [
    recordsPart(known),
    signalsPart(told),
    group("proposed", proposed),
    element("question", {}, why),
    ...problemsPart(problems),
  ].join("\n");
}
