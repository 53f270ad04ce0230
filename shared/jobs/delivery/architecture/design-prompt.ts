import { z } from "zod";
import type { Design } from "../../../domain/delivery/design.ts";
import type { Story } from "../../../domain/delivery/requirement.ts";
import { element, group, material, problemsPart } from "../../../llm/prompt-parts.ts";

/** How a model says that stories are to be built. */
export const designedSchema = z.object({
  description: z.string(),
  components: z.array(
    z.object({
      name: z.string(),
      purpose: z.string(),
      files: z.array(z.string()),
      uses: z.array(z.string()),
    }),
  ),
  interfaces: z.array(z.object({ file: z.string(), signature: z.string(), purpose: z.string() })),
  decisions: z.array(z.object({ title: z.string(), choice: z.string(), because: z.string() })),
  stories: z.array(z.object({ story: z.string(), tests: z.array(z.string()), code: z.array(z.string()) })),
});
export type Designed = z.infer<typeof designedSchema>;

export const designSystem = `You are a software team's architect. You get stories, the stack they are built on with its conventions, and what exists. ${material}

Say how it is built, as small as the stories allow, and nothing that no story needs:
- description: what the software is, in a sentence.
- components: the parts, each with its files and the names of the parts that it uses. Files are paths from the repository's root.
- interfaces: what parts offer each other, as signatures in the stack's language, so that stories which are built one after the other fit.
- decisions: choices that somebody could have made otherwise, with why. Where remembered is given, what the team decided about the like before
  is taken up unless the stories speak against it.
- stories: for each story the test files and the code files that may be touched for it, new and existing ones; a file is one or the other,
  in all stories. Follow
  the stack's folders; where exists is given, the software is there already: its folders, its test runner and its names come before the
  stack's conventions, and what it has is used and changed, not made a second time. Lock files, CI configuration and settings are nobody's to touch.`;

export const designTokens = 16_000;

/** What a design is made for. */
export interface Designing {
  stories: readonly Story[];
  /** Where people have said that stories' tests and code go. */
  placed: Design["stories"];
  /** The stack's name and its conventions: folders, how tests reach the code. */
  stack: { title: string; conventions: string };
  /** What exists, for a repository that is continued; null for a new one. */
  exists: string | null;
  /** What is remembered of the like; null: nothing. */
  remembered: string | null;
  /** What people have said to the design before; null for a first one. */
  feedback: string | null;
}

/** The changing part of the prompt. */
export function designPrompt(
  { stories, placed, stack, exists, remembered, feedback }: Designing,
  problems: readonly string[],
): string {
  return [
    group(
      "stories",
      stories.map(({ id, title, narrative, criteria, dependsOn }) =>
        element(
          "story",
          { id, title, after: dependsOn.join(" ") },
          [
            narrative,
            ...criteria.map((one) => `- ${one}`),
            ...placed
              .filter(({ story }) => story === id)
              .map(({ tests, code }) => `Its files are settled: ${[...tests, ...code].join(", ")}`),
          ].join("\n"),
          "block",
        ),
      ),
    ),
    element("stack", { title: stack.title }, stack.conventions, "block"),
    ...(exists === null ? [] : [element("exists", {}, exists, "block")]),
    ...(remembered === null ? [] : [element("remembered", {}, remembered, "block")]),
    ...(feedback === null ? [] : [element("feedback", {}, feedback, "block")]),
    ...problemsPart(problems),
  ].join("\n");
}
