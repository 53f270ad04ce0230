import { z } from "zod";
import { blueskyLimits, countBytes, countGraphemes } from "../../../../domain/social-draft.ts";

/** What the model is asked for. */
export const draftSchema = z.object({ text: z.string() });
export type Draft = z.infer<typeof draftSchema>;

/** Everything that keeps a draft from being proposed, in words that the model can act on. */
export function draftProblems({ text }: Draft): string[] {
  const problems: string[] = [];
  const [graphemes, bytes] = [countGraphemes(text.trim()), countBytes(text.trim())];
  if (graphemes === 0) problems.push("text: must not be empty");
  if (graphemes > blueskyLimits.graphemes)
    problems.push(
      `text: has ${graphemes} graphemes (characters as a reader counts them), must have at most ${blueskyLimits.graphemes}`,
    );
  if (bytes > blueskyLimits.bytes)
    problems.push(`text: has ${bytes} bytes in UTF-8, must have at most ${blueskyLimits.bytes}`);
  if (/\*\*|^#{1,6}\s|\]\(http/m.test(text))
    problems.push("text: must be plain text, Bluesky shows markdown as it is written");
  return problems;
}
