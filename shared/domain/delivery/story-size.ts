import type { Story } from "./requirement.ts";

export const storySizes = ["small", "medium", "large"] as const;
export type StorySize = (typeof storySizes)[number];

/** How much a story is, and why: by what has to be tested and the files that it touches, as neither is known better before. */
export function sizeOfStory(
  { criteria }: Pick<Story, "criteria">,
  files: { tests: readonly string[]; code: readonly string[] } | undefined,
): { size: StorySize; because: string } {
  const touched = (files?.tests.length ?? 0) + (files?.code.length ?? 0);
  const weight = criteria.length + touched;
  return {
    size: weight <= 5 ? "small" : weight <= 12 ? "medium" : "large",
    because: `${criteria.length} criteria, ${touched} files`,
  };
}
