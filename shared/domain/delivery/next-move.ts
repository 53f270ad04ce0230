import type { storyStates } from "./stage.ts";

/** A story where it stands. */
export interface StandingStory {
  id: string;
  state: (typeof storyStates)[number];
  dependsOn: readonly string[];
}

/** What happens next to a delivery's stories. */
export type Move =
  | { kind: "begin"; story: string }
  /** It can't be built, as one that it needs won't be. */
  | { kind: "skip"; story: string; needs: string }
  /** It has failed, and people say what becomes of it. */
  | { kind: "ask"; story: string }
  /** Documents are read again, and the plan is made anew. */
  | { kind: "again" }
  | { kind: "wait" }
  | { kind: "over" };

/**
 * One story at a time, in the order of the list, none before what it depends on is merged. What has failed is asked about before anything
 * else begins; what people want read again comes before a further story; a pause lets nothing begin.
 */
export function nextMove(
  stories: readonly StandingStory[],
  { paused, again }: { paused: boolean; again: boolean },
): Move {
  const stateOf = new Map(stories.map(({ id, state }) => [id, state]));
  if (stories.some(({ state }) => state === "building" || state === "in_review")) return { kind: "wait" };
  const failed = stories.find(({ state }) => state === "failed");
  if (failed !== undefined) return { kind: "ask", story: failed.id };
  if (again) return { kind: "again" };
  if (paused) return { kind: "wait" };
  const planned = stories.filter(({ state }) => state === "planned");
  for (const { id, dependsOn } of planned) {
    const needs = dependsOn.find((one) => stateOf.get(one) === "skipped");
    if (needs !== undefined) return { kind: "skip", story: id, needs };
  }
  const ready = planned.find(({ dependsOn }) =>
    // One that is on no list is nothing to wait for: plans that name an unknown story are not agreed on.
    dependsOn.every((one) => (stateOf.get(one) ?? "merged") === "merged"),
  );
  if (ready !== undefined) return { kind: "begin", story: ready.id };
  // Stories that wait for each other are never agreed on either; the first of them begins rather than none.
  const [left] = planned;
  return left === undefined ? { kind: "over" } : { kind: "begin", story: left.id };
}
