import type { Requirement, Story } from "../../../domain/delivery/requirement.ts";
import { cut } from "../../../platform/cut.ts";
import type { Consolidated } from "./consolidate.ts";
import { type FixedStories, lastStory } from "./fixed-stories.ts";

const oneLine = 1000;

/** What became of requirements, which stories have to do with. */
interface Settled {
  /** Those from before with their standing now, by id. */
  standing: ReadonlyMap<string, Requirement["standing"]>;
  /** Which one stands for an id. */
  into: (id: string) => string;
}

/**
 * Stories with their ids: what is fixed as it is, of the others a known one under its own, another under the next that was never given.
 * What a fixed story answers is on no other: a story of a model's that has nothing else is that one. What is in conflict is on none before
 * it is answered, whatever a model says: a story of nothing else isn't there.
 */
export function settleStories(
  { stories }: Pick<Consolidated, "stories">,
  before: readonly Story[],
  { built, written, last: highest }: FixedStories,
  { standing, into }: Settled,
): Story[] {
  const joined = (ids: readonly string[]): string[] => [...new Set(ids.map(into))];
  const stands = (id: string): boolean => (standing.get(id) ?? "gone") !== "gone";
  const fixed = [
    ...built.filter((story) => joined(story.requirements).every(stands)),
    // What contradicts something waits for its answer; what is built is built.
    ...written.filter((story) =>
      joined(story.requirements).every((id) => stands(id) && standing.get(id) !== "conflict"),
    ),
  ].map((story) => ({ ...story, requirements: joined(story.requirements) }));
  const holder = new Map(
    fixed.flatMap(({ id, requirements }) => requirements.map((one) => [one, id] as const)),
  );
  const idOf = new Map<string, string>(fixed.map(({ id }) => [id, id]));
  const taken = new Set(fixed.map(({ id }) => id));
  let last = Math.max(highest, lastStory([...before, ...fixed].map(({ id }) => id)));
  const others: (Consolidated["stories"][number] & { id: string })[] = [];
  for (const story of stories) {
    const its = joined(story.requirements);
    const left = its.filter((one) => !holder.has(one) && standing.get(one) !== "conflict");
    const [held] = its.flatMap((one) => holder.get(one) ?? []);
    if (left.length === 0 && its.length > 0) {
      if (held !== undefined) idOf.set(story.key, held);
      continue;
    }
    const known = before.find(({ id }) => id === story.id && !taken.has(id));
    const id = known?.id ?? `S${++last}`;
    taken.add(id);
    others.push({ ...story, id, requirements: left });
    idOf.set(story.key, id).set(id, id);
  }
  return [
    ...fixed.map((story) => ({
      ...story,
      dependsOn: story.dependsOn.filter((one) => one !== story.id && idOf.has(one)),
    })),
    ...others.map(({ id, title, narrative, priority, requirements, criteria, dependsOn }) => ({
      id,
      title: cut(title.trim(), 120),
      narrative: cut(narrative.trim(), oneLine),
      priority,
      requirements,
      criteria: criteria.map((one) => cut(one.trim(), oneLine)).filter((one) => one !== ""),
      // A name that is no story's stays, so that whoever checks the plan can say it.
      dependsOn: [...new Set(dependsOn.map((name) => idOf.get(name) ?? name))].filter((one) => one !== id),
    })),
  ];
}
