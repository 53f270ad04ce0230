import { stacks } from "../stacks/stacks.ts";
import type { StoryWork } from "./story-work.ts";

/** The executor takes no more. */
const longest = 40_000;

/** A story as the model reads it: its title in the first line, then what is wanted, what exists around it and where things go. */
export function storyReport({ story, description, stack, interfaces, said }: StoryWork): string {
  const { title, conventions } = stacks[stack];
  return [
    `${story.id}: ${story.title}`,
    story.narrative,
    ...story.criteria.map((one) => `- ${one}`),
    "",
    `The software: ${description} It is built on ${title}. ${conventions}`,
    ...(interfaces.length === 0 ? [] : ["", "What parts offer each other:"]),
    ...interfaces.map(({ file, signature, purpose }) => `- ${file}: ${signature} (${purpose})`),
    ...(said === null ? [] : ["", `It was tried before and failed. Somebody who was asked said: ${said}`]),
  ]
    .join("\n")
    .slice(0, longest);
}
