import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import type { FactView } from "./fact/fact-view.ts";

/** The question that a task has asked last, as it was put in Slack, where asterisks mean emphasis. */
export function Asked({
  timeline,
  otherwise,
}: {
  timeline: readonly FactView[];
  /** What is said where no fact has the question. */
  otherwise: string;
}): ReactElement {
  const parts = (questionOf(timeline) ?? otherwise).split(/\*([^*\n]+)\*/);
  return (
    <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }} maw="70ch">
      {parts.map((part, n) => (n % 2 === 1 ? <strong key={n}>{part}</strong> : part))}
    </Text>
  );
}

/** The words of the question that was asked last; null when its fact has none. */
export function questionOf(timeline: readonly Pick<FactView, "type" | "data">[]): string | null {
  const words = timeline.findLast(({ type }) => type === "question.asked")?.data["question"];
  return typeof words === "string" ? words : null;
}
