import type { DeliveryRow } from "../../../db/deliveries.ts";
import { traceabilityOf, type TracedRequirement } from "../../../domain/delivery/traceability.ts";
import { escapeLine, plainLine } from "../../../platform/escape-markdown.ts";
import type { StoryInWork } from "../stories/built-stories.ts";

/** What a report is made from. */
export interface Reported {
  title: string;
  delivery: Pick<DeliveryRow, "repository" | "documents" | "requirements" | "design">;
  stories: readonly StoryInWork[];
  /** What the model has cost for reading and planning, micro-dollars. */
  planned: number;
}

/** Each requirement of a delivery with what became of it; none before they are read. */
export function traceOf({ delivery, stories }: Pick<Reported, "delivery" | "stories">): TracedRequirement[] {
  const { requirements, design } = delivery;
  return requirements === null ? [] : traceabilityOf(requirements, design, stories);
}

/** What was asked for, what is done, and what is not and why: markdown. */
export function deliveryReport(words: Reported): string {
  const { title, delivery, stories, planned } = words;
  const trace = traceOf(words);
  const nameOf = (id: string): string => delivery.documents.find((one) => one.id === id)?.name ?? id;
  const asked = trace.filter(({ standing }) => standing !== "gone");
  const done = asked.filter((one) => isDone(one));
  const rest = asked.filter((one) => !isDone(one));
  const building = stories.reduce((sum, { microUsd }) => sum + microUsd, 0);
  return [
    `# ${plainLine(title, 120)}`,
    "",
    `${done.length} of ${asked.length} requirements are built and merged in ${plainLine(delivery.repository, 200)}. The model cost ${dollars(planned + building)}: ${dollars(planned)} for reading and planning, ${dollars(building)} for building.`,
    "",
    "## Done",
    "",
    ...(done.length === 0
      ? ["Nothing yet."]
      : done.flatMap((one) => [lineOf(one, nameOf), ...linesOfStories(one)])),
    "",
    "## Not done",
    "",
    ...(rest.length === 0
      ? ["All that was asked for is done."]
      : rest.flatMap((one) => [`${lineOf(one, nameOf)} ${whyNot(one)}`])),
    ...openQuestions(delivery),
    "",
  ].join("\n");
}

function isDone({ standing, stories }: TracedRequirement): boolean {
  return (
    standing === "already_true" || (stories.length > 0 && stories.every(({ state }) => state === "merged"))
  );
}

function lineOf(
  { requirement, statement, documents }: TracedRequirement,
  nameOf: (id: string) => string,
): string {
  const from = documents.map((id) => plainLine(nameOf(id), 80)).join(", ");
  return `- **${requirement}** ${plainLine(statement, 1000)} (${from})`;
}

function linesOfStories({ stories }: TracedRequirement): string[] {
  return stories.flatMap(({ id, title, url, pullRequest, code, tests }) => [
    `  - ${id} ${plainLine(title, 120)}${pullRequest === null || url === null ? "" : `, [#${pullRequest}](<${url}>)`}: ${code.map((file) => `\`${file}\``).join(", ")}`,
    ...tests.map((name) => `    - proven by “${escapeLine(plainLine(name, 300))}”`),
  ]);
}

function whyNot({ standing, stories }: TracedRequirement): string {
  if (standing === "conflict") return "— it contradicts another one, and nobody has said which holds.";
  if (stories.length === 0) return "— it is on no story.";
  const left = stories.filter(({ state }) => state !== "merged");
  return `— ${left.map(({ id, state, note }) => `${id} is ${stateWords[state]}${note === null ? "" : ` (${plainLine(note, 500)})`}`).join("; ")}.`;
}

const stateWords: Record<StoryInWork["state"], string> = {
  planned: "still to be built",
  building: "being built",
  in_review: "in review",
  merged: "merged",
  skipped: "left out",
  failed: "not built",
};

function openQuestions({ requirements }: Reported["delivery"]): string[] {
  const open = requirements?.questions ?? [];
  return open.length === 0
    ? []
    : ["", "## Left open", "", ...open.map(({ id, question }) => `- **${id}** ${plainLine(question, 1000)}`)];
}

function dollars(microUsd: number): string {
  return `$${(microUsd / 1_000_000).toFixed(2)}`;
}
