import { z } from "zod";
import { markdownProblem } from "./bounded-markdown.ts";

export const longestSeries = 80;
/** The name of a series; those of one name are one. */
export const seriesSchema = z.string().trim().min(1).max(longestSeries);

/** What may happen to a post. */
export const versionKinds = ["published", "corrected", "withdrawn"] as const;

/** A post as it goes out: the payload of `blog_publish`. */
export const blogPostSchema = z.strictObject({
  title: z.string().min(1).max(120),
  /** Its address in the blog: lower-case words joined by single hyphens. */
  slug: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    .max(80),
  summary: z.string().min(1).max(300),
  tags: z.array(z.string().min(1).max(40)).min(1).max(8),
  /** Within bounds: one post that can't be rendered would keep all others from being built. */
  markdown: z
    .string()
    .min(1)
    .superRefine((text, context) => {
      const problem = markdownProblem(text);
      if (problem !== null) context.addIssue(problem);
    }),
  words: z.number().int().positive(),
  author: z.string().min(1),
  /** The series that it belongs to. */
  series: seriesSchema.optional(),
});

/** Words as a reader counts them: runs of letters and digits, with the marks inside them. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}
