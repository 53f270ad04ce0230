import type { StoryEvent } from "../../sandbox/story/events.ts";
import { playEvents } from "../../sandbox/story/play.ts";
import { daysOf, type Story } from "../../sandbox/story/story.ts";
import type { Stack } from "../stack/stack.ts";
import type { Atlas } from "./atlas.ts";

export interface DayPlayed {
  day: number;
  events: number;
  ms: number;
}

/** Plays working days, each in so many parts, and after each part lets the watch look until it knows everything. */
export async function playDays(
  stack: Pick<Stack, "urls">,
  atlas: Atlas,
  story: Story,
  { days, cycles, onDay }: { days: number; cycles: number; onDay: (played: DayPlayed) => void },
): Promise<void> {
  await playEvents(stack.urls.sandbox, story.before, false);
  for (let day = 1; day <= days; day += 1) {
    const began = performance.now();
    const events = daysOf(story, day, day);
    for (const part of partsOf(events, cycles)) {
      await playEvents(stack.urls.sandbox, part, true);
      await atlas.catchUp();
    }
    onDay({ day, events: events.length, ms: performance.now() - began });
  }
}

/** So many parts of about the same length, in order. */
export function partsOf(events: readonly StoryEvent[], count: number): StoryEvent[][] {
  const size = Math.max(1, Math.ceil(events.length / count));
  return Array.from({ length: Math.ceil(events.length / size) }, (_none, index) =>
    events.slice(index * size, (index + 1) * size),
  );
}
