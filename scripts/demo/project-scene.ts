import { recentMonday } from "../../sandbox/story/calendar.ts";
import { playEvents } from "../../sandbox/story/play.ts";
import { daysOf, storyFrom } from "../../sandbox/story/story.ts";
import { Atlas } from "../replay/atlas.ts";
import { enterMilestones } from "../replay/milestones.ts";
import type { Stack } from "../stack/stack.ts";

const days = 5;
const weekMs = 7 * 24 * 60 * 60_000;

/** A watched project after its first week: its documents are kept, and some things wait for its lead. */
export async function setProject(stack: Stack): Promise<void> {
  // Its second week is the present one: what is due then is still ahead, on a working day.
  const monday = recentMonday(Date.now() + weekMs);
  const story = storyFrom(monday);
  await playEvents(stack.urls.sandbox, story.before, false);
  await enterMilestones(stack, monday);
  await playEvents(stack.urls.sandbox, daysOf(story, 1, days), true);
  await new Atlas(stack).catchUp();
}
