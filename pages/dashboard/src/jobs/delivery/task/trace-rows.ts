import type { Answer } from "../../../api/types.ts";

export type TracedRequirement = Answer<"GET /api/deliveries/{id}/report">["trace"][number];

export const fates = ["done", "under_way", "open", "gone"] as const;
export type Fate = (typeof fates)[number];

/** What became of a requirement: done when all its stories are merged, or it was true before; open when no story is on its way. */
export function fateOf({ standing, stories }: Pick<TracedRequirement, "standing" | "stories">): Fate {
  if (standing === "gone") return "gone";
  if (standing === "already_true") return "done";
  if (stories.length > 0 && stories.every(({ state }) => state === "merged")) return "done";
  const isOnItsWay = stories.some(({ state }) => state !== "skipped" && state !== "failed");
  return isOnItsWay ? "under_way" : "open";
}

/** Requirements that are of a fate, and have the words anywhere: in what is wanted, or in a story, a file or a test of it. */
export function narrowedTrace(
  trace: readonly TracedRequirement[],
  { fate, words }: { fate: Fate | null; words: string },
): TracedRequirement[] {
  const sought = words.trim().toLowerCase();
  return trace.filter(
    (one) =>
      (fate === null || fateOf(one) === fate) &&
      (sought === "" || textOf(one).toLowerCase().includes(sought)),
  );
}

function textOf({ requirement, statement, stories }: TracedRequirement): string {
  const ofStories = stories.flatMap(({ id, title, code, testFiles, tests }) => [
    id,
    title,
    ...code,
    ...testFiles,
    ...tests,
  ]);
  return [requirement, statement, ...ofStories].join("\n");
}
