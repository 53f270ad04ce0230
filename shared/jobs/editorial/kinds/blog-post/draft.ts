import { z } from "zod";

/** What the model is asked for. Lengths are checked by `draftProblems`, which can say more than a schema. */
export const draftSchema = z.object({
  title: z.string(),
  slug: z.string(),
  summary: z.string(),
  tags: z.array(z.string()),
  markdown: z.string(),
});
export type Draft = z.infer<typeof draftSchema>;

export const wordLimits = { min: 800, max: 1500 } as const;
const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** A post as it goes out: the payload of `blog_publish`. */
export const blogPostSchema = z.strictObject({
  title: z.string().min(1).max(120),
  slug: z.string().regex(slugPattern).max(80),
  summary: z.string().min(1).max(300),
  tags: z.array(z.string().min(1).max(40)).min(1).max(8),
  markdown: z.string().min(1),
  words: z.number().int().positive(),
  author: z.string().min(1),
});
export type BlogPost = z.infer<typeof blogPostSchema>;

/** Words as a reader counts them: runs of letters and digits, with the marks inside them. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

/** Everything that keeps a draft from being proposed, in words that the model can act on. */
export function draftProblems(draft: Draft): string[] {
  const problems: string[] = [];
  const words = countWords(draft.markdown);
  if (words < wordLimits.min || words > wordLimits.max) {
    problems.push(`markdown: has ${words} words, must have ${wordLimits.min} to ${wordLimits.max}`);
  }
  if (draft.title.trim() === "" || draft.title.length > 120)
    problems.push("title: must have 1 to 120 characters");
  if (!slugPattern.test(draft.slug) || draft.slug.length > 80) {
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
  if (/^#\s/m.test(draft.markdown))
    problems.push("markdown: must not repeat the title as a first-level heading");
  return problems;
}
