import type { FactView } from "../../../parts/fact/fact-view.ts";

/** A report that was taken for a fix's bug, with the task that it began when people parted them. */
export interface LinkedReport {
  signalId: string;
  words: string;
  parted: string | null;
}

/** The reports that were linked to a fix, in their order. */
export function linkedIn(timeline: readonly FactView[]): LinkedReport[] {
  const parted = new Map(
    timeline
      .filter(({ type }) => type === "bug.parted")
      .map(({ data }) => [data["signalId"], data["taskId"]] as const),
  );
  return timeline
    .filter(({ type }) => type === "bug.linked")
    .map(({ data, summary }) => {
      const own = parted.get(data["signalId"]);
      return {
        signalId: String(data["signalId"]),
        words: summary,
        parted: typeof own === "string" ? own : null,
      };
    });
}
