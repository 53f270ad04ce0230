import { z } from "zod";
import { reportProblems, textProblems, titleField } from "../../report-text.ts";

const idea = z.object({
  name: z.string().describe("the idea in a few words; one line of at most 80 characters"),
  why: z.string().describe("why it could work for this audience; at most 400 characters"),
  effort: z.enum(["small", "medium", "large"]),
  firstStep: z
    .string()
    .describe("the smallest thing that shows whether it is worth more; at most 200 characters"),
});

/** What the model is asked for. */
export const draftSchema = z.object({ title: titleField, ideas: z.array(idea).min(3) });
export type Draft = z.infer<typeof draftSchema>;

/** The ideas as a message. */
export function markdownOf({ ideas }: Draft): string {
  return ideas
    .map(
      ({ name, why, effort, firstStep }, at) =>
        `**${at + 1}. ${name}** (${effort} effort)\n${why}\n_First step:_ ${firstStep}`,
    )
    .join("\n\n");
}

/** Everything that keeps a draft from being proposed, in words that the model can act on. */
export function draftProblems(draft: Draft): string[] {
  const { title, ideas } = draft;
  const names = ideas.map(({ name }) => name.trim().toLowerCase());
  return [
    ...(ideas.length < 3 || ideas.length > 7 ? [`ideas: are ${ideas.length}, must be 3 to 7`] : []),
    ...(new Set(names).size < names.length ? ["ideas: two have the same name"] : []),
    ...ideas.flatMap(({ name, why, firstStep }, at) =>
      [...textProblems({ name }, 80), ...textProblems({ why }, 400), ...textProblems({ firstStep }, 200)].map(
        (problem) => `ideas.${at + 1}.${problem}`,
      ),
    ),
    ...reportProblems({ title, markdown: markdownOf(draft) }),
  ];
}
