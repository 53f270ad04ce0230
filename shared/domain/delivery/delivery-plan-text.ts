import { plainLine } from "../../platform/escape-markdown.ts";
import type { DeliveryPlan } from "./delivery-plan.ts";
import type { Citation } from "./citation.ts";

/** `about $2.30 by claude-opus-5-5, since it is large: 9 criteria, 8 files`. */
function estimated({ microUsd, model, size, because }: DeliveryPlan["estimates"][number]): string {
  const by = model === undefined ? "" : ` by ${model}, since it is ${size}: ${because}`;
  return `about ${dollars(microUsd)}${by}`;
}

/** A plan as people read it before they decide: markdown. What a model has written makes no line of its own, and no link. */
export function deliveryPlanText(plan: DeliveryPlan): string {
  const { requirements, open, stories, design, estimates, documents } = plan;
  const nameOf = new Map(documents.map(({ id, name }) => [id, name]));
  const source = (citations: readonly Citation[]): string =>
    citations
      .slice(0, 3)
      .map(({ document, quote }) => `“${words(quote, 200)}” (${words(nameOf.get(document) ?? document, 80)})`)
      .join("; ");
  const wanted = new Map(requirements.map((one) => [one.id, one]));
  const left = requirements.filter(({ standing }) => standing === "already_true" || standing === "conflict");
  return [
    `**${words(design.description, 300)}** On ${design.stack}: ${design.because.map((one) => words(one, 300)).join("; ")}.`,
    ...stories.flatMap(({ id, title, priority, narrative, criteria, requirements: its, dependsOn }) => {
      const files = design.stories.find(({ story }) => story === id);
      const estimate = estimates.find(({ story }) => story === id);
      return [
        "",
        `### ${id} ${words(title, 120)}`,
        `${priority}${dependsOn.length === 0 ? "" : `, after ${dependsOn.join(", ")}`}${estimate === undefined ? "" : `, ${estimated(estimate)}`}. ${words(narrative, 1000)}`,
        ...criteria.map((one) => `- [ ] ${words(one, 1000)}`),
        ...its.map((one) => `- ${one}: ${source(wanted.get(one)?.citations ?? [])}`),
        ...(files === undefined
          ? []
          : [`- Files: ${[...files.tests, ...files.code].map((file) => `\`${file}\``).join(", ")}`]),
      ];
    }),
    ...(left.length === 0 ? [] : ["", "### Not built"]),
    ...left.map(
      ({ id, statement, standing }) =>
        `- ${id} (${standing === "conflict" ? "in conflict" : "true already"}): ${words(statement, 1000)}`,
    ),
    ...(open.length === 0 ? [] : ["", "### Left open"]),
    ...open.map(({ id, question }) => `- ${id}: ${words(question, 1000)}`),
    "",
    "### How it is built",
    ...design.components.map(
      ({ name, purpose, uses }) =>
        `- **${words(name, 80)}**: ${words(purpose, 1000)}${uses.length === 0 ? "" : ` Uses ${uses.map((one) => words(one, 80)).join(", ")}.`}`,
    ),
    ...design.decisions.map(
      ({ title, choice, because }) =>
        `- ${words(title, 80)}: ${words(choice, 1000)} Because: ${words(because, 1000)}`,
    ),
  ].join("\n");
}

function words(text: string, most: number): string {
  return plainLine(text, most);
}

function dollars(microUsd: number): string {
  return `$${(microUsd / 1_000_000).toFixed(2)}`;
}
