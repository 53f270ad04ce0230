import type { DeliveryView, StandingStory, StoryView } from "../use-delivery.ts";

export type StoryState = StandingStory["state"];

/** A story with all that is known of it. */
export interface BoardStory {
  plan: StoryView;
  /** Null as long as the plan is not agreed on. */
  now: StandingStory | null;
  files: NonNullable<DeliveryView["design"]>["stories"][number] | null;
  estimate: DeliveryView["estimates"][number] | null;
  /** Who has written it by hand; null: it was made of the documents. */
  by: string | null;
}

export const stateWords: Record<StoryState, { words: string; color: string }> = {
  planned: { words: "Planned", color: "gray" },
  building: { words: "Being built", color: "rail" },
  in_review: { words: "In review", color: "grape" },
  merged: { words: "Merged", color: "teal" },
  failed: { words: "Failed", color: "red" },
  skipped: { words: "Left out", color: "gray" },
};

/** The columns that stand there also when they are empty. */
const always: ReadonlySet<StoryState> = new Set(["planned", "building", "in_review", "merged"]);
const columns: readonly StoryState[] = ["planned", "building", "in_review", "failed", "merged", "skipped"];

type Known = Pick<DeliveryView, "requirements" | "stories" | "design" | "estimates" | "written">;

/** The stories of a delivery in the order in which they are built. */
export function storiesIn({ requirements, stories, design, estimates, written }: Known): BoardStory[] {
  const place = new Map(stories.map(({ id }, n) => [id, n]));
  return (requirements?.stories ?? [])
    .map((plan) => ({
      plan,
      now: stories.find(({ id }) => id === plan.id) ?? null,
      files: design?.stories.find(({ story }) => story === plan.id) ?? null,
      estimate: estimates.find(({ story }) => story === plan.id) ?? null,
      by: written.find(({ id }) => id === plan.id)?.by ?? null,
    }))
    .toSorted((a, b) => (place.get(a.plan.id) ?? stories.length) - (place.get(b.plan.id) ?? stories.length));
}

/** Ids of those that are still to be built, in their order. */
export function plannedIn(stories: readonly BoardStory[]): string[] {
  return stories.filter(({ now }) => now?.state === "planned").map(({ plan }) => plan.id);
}

/** Stories by where they stand, each column in its order; those that are planned in `order`. */
export function boardOf(
  stories: readonly BoardStory[],
  order: readonly string[] = plannedIn(stories),
): { state: StoryState; stories: BoardStory[] }[] {
  const placed = stories.toSorted((a, b) => order.indexOf(a.plan.id) - order.indexOf(b.plan.id));
  return columns
    .map((state) => ({ state, stories: placed.filter(({ now }) => (now?.state ?? "planned") === state) }))
    .filter(({ state, stories: its }) => always.has(state) || its.length > 0);
}

/** The stories that are still to come and need this one, by way of others too. */
export function needing(stories: readonly BoardStory[], id: string): string[] {
  const needed = new Set([id]);
  for (let grown = true; grown;) {
    const more = stories.filter(
      ({ plan, now }) =>
        !needed.has(plan.id) && now?.state === "planned" && plan.dependsOn.some((one) => needed.has(one)),
    );
    for (const { plan } of more) needed.add(plan.id);
    grown = more.length > 0;
  }
  return stories.map(({ plan }) => plan.id).filter((one) => one !== id && needed.has(one));
}
