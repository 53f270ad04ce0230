import { z } from "zod";
import { blueskyProblems } from "../../../../domain/bluesky-text.ts";

/** What the model is asked for. */
export const draftSchema = z.object({ text: z.string() });
export type Draft = z.infer<typeof draftSchema>;

/** Everything that keeps a draft from being proposed, in words that the model can act on. */
export function draftProblems({ text }: Draft): string[] {
  const problems = blueskyProblems(text.trim()).map((problem) => `text: ${problem}`);
  if (/\*\*|^#{1,6}\s|\]\(http/m.test(text))
    problems.push("text: must be plain text, Bluesky shows markdown as it is written");
  return problems;
}
