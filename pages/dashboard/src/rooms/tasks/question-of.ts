import type { FactView } from "../../parts/fact/fact-view.ts";

/** The words of the question that was asked last; null when its fact has none. */
export function questionOf(timeline: readonly Pick<FactView, "type" | "data">[]): string | null {
  const asked = timeline.findLast(({ type }) => type === "question.asked");
  const words = asked?.data["question"];
  return typeof words === "string" ? words : null;
}
