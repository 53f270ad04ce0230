import { type DeliveryRow, storiesOfDelivery } from "../../../db/deliveries.ts";
import type { Database } from "../../../db/database.ts";
import type { Requirement, Story } from "../../../domain/delivery/requirement.ts";
import { storyContent } from "../../../domain/delivery/story-content.ts";
import { storiesWritten } from "./found-written.ts";

/** Stories that no model words anew. */
export interface FixedStories {
  /** Merged, for requirements that still have the words for which they were built. */
  built: Story[];
  /** By hand, as they were written. */
  written: Story[];
  /** The highest number that a story of the delivery ever had. */
  last: number;
}

export const nothingFixed: FixedStories = { built: [], written: [], last: 0 };

/** The stories of a delivery that stay as they are, among requirements with their ids. @param asShown words as a model may read them */
export async function fixedStories(
  db: Database,
  { taskId, requirements: before, written }: DeliveryRow,
  requirements: readonly Requirement[],
  asShown: (words: string) => string,
): Promise<FixedStories> {
  const rows = await storiesOfDelivery(db, taskId);
  const stories = before?.stories ?? [];
  const standing = requirements.filter((one) => one.standing !== "gone");
  const built: Story[] = [];
  for (const story of stories) {
    const row = rows.find(({ storyId }) => storyId === story.id);
    if (row?.state !== "merged") continue;
    if (row.planned === (await storyContent({ stories, requirements: standing }, story.id)))
      built.push(story);
  }
  const open = written.filter(({ id }) => !built.some((one) => one.id === id));
  return {
    built,
    written: storiesWritten(open, requirements, asShown),
    last: lastStory([...stories, ...written].map(({ id }) => id).concat(rows.map(({ storyId }) => storyId))),
  };
}

/** The highest number among ids of stories; 0 when there are none. */
export function lastStory(ids: readonly string[]): number {
  return Math.max(0, ...ids.map((id) => Number(id.slice(1))));
}

/** The ids of what merged stories were built for. */
export async function builtRequirements(
  db: Database,
  { taskId, requirements }: DeliveryRow,
): Promise<Set<string>> {
  const merged = (await storiesOfDelivery(db, taskId)).filter(({ state }) => state === "merged");
  return new Set(
    requirements?.stories.flatMap((story) =>
      merged.some(({ storyId }) => storyId === story.id) ? story.requirements : [],
    ),
  );
}
