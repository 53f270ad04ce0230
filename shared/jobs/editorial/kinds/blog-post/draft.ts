import { z } from "zod";
import { markdownProblem } from "../../../../domain/bounded-markdown.ts";
import { blogPostSchema, countWords } from "../../../../domain/blog-post.ts";

/** What the model is asked for. */
export const draftSchema = z.object({
  title: z.string(),
  slug: z.string(),
  summary: z.string(),
  tags: z.array(z.string()),
  markdown: z.string(),
});
export type Draft = z.infer<typeof draftSchema>;

export const wordLimits = { min: 800, max: 1500 } as const;

/** Everything that keeps a draft from being proposed, in words that the model can act on. */
export function draftProblems(draft: Draft): string[] {
  const problems: string[] = [];
  const words = countWords(draft.markdown);
  if (words < wordLimits.min || words > wordLimits.max) {
    problems.push(`markdown: has ${words} words, must have ${wordLimits.min} to ${wordLimits.max}`);
  }
  if (draft.title.trim() === "" || draft.title.length > 120)
    problems.push("title: must have 1 to 120 characters");
  if (!blogPostSchema.shape.slug.safeParse(draft.slug).success) {
    problems.push("slug: must be lower-case words joined by single hyphens, at most 80 characters");
  }
  if (draft.summary.trim() === "" || draft.summary.length > 300)
    problems.push("summary: must have 1 to 300 characters");
  if (
    draft.tags.length < 1 ||
    draft.tags.length > 8 ||
    draft.tags.some((tag) => tag.trim() === "" || tag.length > 40)
  ) {
    problems.push("tags: must be 1 to 8 of at most 40 characters");
  }
  const unbuildable = markdownProblem(draft.markdown);
  if (unbuildable !== null) problems.push(`markdown: ${unbuildable}`);
  if (/^#\s/m.test(draft.markdown))
    problems.push("markdown: must not repeat the title as a first-level heading");
  return problems;
}
