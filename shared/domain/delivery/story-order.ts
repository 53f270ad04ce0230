import type { Story } from "./requirement.ts";
import { priorities } from "./requirement.ts";

/**
 * The order in which stories are built: none before what it depends on, the more important first, then as they were told.
 * @param before ids in an order that stands already, which people may have made: whichever of them are still there keep it among themselves
 */
export function storyOrder<S extends Pick<Story, "id" | "priority" | "dependsOn">>(
  stories: readonly S[],
  before: readonly string[] = [],
): S[] {
  const byRule = stories.toSorted((a, b) => priorities.indexOf(a.priority) - priorities.indexOf(b.priority));
  const standing = before.flatMap((id) => byRule.find((story) => story.id === id) ?? []);
  const left = byRule.map((story) => (before.includes(story.id) ? (standing.shift() ?? story) : story));
  const known = new Set(stories.map(({ id }) => id));
  const built = new Set<string>();
  const order: S[] = [];
  while (left.length > 0) {
    const next = left.findIndex(({ dependsOn }) => dependsOn.every((id) => built.has(id) || !known.has(id)));
    // In a circle one has to begin; that there is one is told by `circleAmong`.
    const [story] = left.splice(Math.max(next, 0), 1);
    if (story === undefined) break;
    built.add(story.id);
    order.push(story);
  }
  return order;
}

/** What an order has before something that it depends on. */
export function tooEarlyIn(
  order: readonly string[],
  stories: readonly Pick<Story, "id" | "dependsOn">[],
): { story: string; needs: string }[] {
  return order.flatMap((id, at) =>
    (stories.find((story) => story.id === id)?.dependsOn ?? [])
      .filter((needs) => order.indexOf(needs) > at)
      .map((needs) => ({ story: id, needs })),
  );
}

/** Stories that wait for each other, in the order in which they do; null when there is no such circle. */
export function circleAmong(stories: readonly Pick<Story, "id" | "dependsOn">[]): string[] | null {
  const needs = new Map(stories.map(({ id, dependsOn }) => [id, dependsOn]));
  const fine = new Set<string>();
  for (const { id: start } of stories) {
    const path: string[] = [];
    const walk = (id: string): string[] | null => {
      const before = path.indexOf(id);
      if (before >= 0) return path.slice(before);
      if (fine.has(id)) return null;
      path.push(id);
      for (const next of needs.get(id) ?? []) {
        const circle = walk(next);
        if (circle !== null) return circle;
      }
      path.pop();
      fine.add(id);
      return null;
    };
    const circle = walk(start);
    if (circle !== null) return circle;
  }
  return null;
}
