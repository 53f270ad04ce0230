import type { Design } from "../../../domain/delivery/design.ts";
import type { WrittenStory } from "../../../domain/delivery/written-story.ts";
import type { Designed } from "./design-prompt.ts";

type Places = Design["stories"];

/** Where people who wrote stories have said that their tests and code go, of those that are in the plan. */
export function placedByHand(written: readonly WrittenStory[], stories: readonly { id: string }[]): Places {
  return written.flatMap(({ id, files }) =>
    files !== undefined && stories.some((one) => one.id === id) ? [{ story: id, ...files }] : [],
  );
}

/** A model's design with what people have said of places: that holds, whatever it says. */
export function withPlaces(said: Designed, placed: Places): Designed {
  const isPlaced = (id: string): boolean => placed.some(({ story }) => story === id);
  return { ...said, stories: [...said.stories.filter(({ story }) => !isPlaced(story)), ...placed] };
}
