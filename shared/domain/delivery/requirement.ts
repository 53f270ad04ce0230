import { z } from "zod";
import { citationSchema } from "./citation.ts";

export const requirementId = z.string().regex(/^R[1-9]\d{0,4}$/);
export const storyId = z.string().regex(/^S[1-9]\d{0,3}$/);
export const questionId = z.string().regex(/^Q[1-9]\d{0,3}$/);

export const priorities = ["must", "should", "could"] as const;

/**
 * What a requirement is to what exists: something else, a change of it, against another requirement, true already; or gone, as nobody
 * asks for it any more. What is gone stays on record, so that its id is never another's.
 */
export const standings = ["new", "edit", "conflict", "already_true", "gone"] as const;

const line = z.string().trim().min(1).max(1000);

/** What the documents ask for. Its words are ours, its citations are theirs and were found there by code. */
export const requirementSchema = z.strictObject({
  id: requirementId,
  statement: line,
  priority: z.enum(priorities),
  standing: z.enum(standings),
  citations: z.array(citationSchema).min(1).max(20),
});
export type Requirement = z.infer<typeof requirementSchema>;

/** What the documents leave open, or say in two ways. */
export const questionSchema = z.strictObject({
  id: questionId,
  kind: z.enum(["open", "conflict", "no_source"]),
  question: line,
  /** What it is about; a conflict has two at least, what has no source none. */
  citations: z.array(citationSchema).max(10),
});
export type OpenQuestion = z.infer<typeof questionSchema>;

/** What is built, checked and merged in one piece. */
export const storySchema = z.strictObject({
  id: storyId,
  title: z.string().trim().min(1).max(120),
  /** Who wants what, and what for. */
  narrative: line,
  priority: z.enum(priorities),
  requirements: z.array(requirementId).min(1).max(50),
  /** What can be seen when it is done: each becomes an acceptance test. */
  criteria: z.array(line).min(1).max(20),
  /** Stories that have to be there before. */
  dependsOn: z.array(storyId).max(20),
});
export type Story = z.infer<typeof storySchema>;

/** What one plan may have at most. */
export const requirementLimits = {
  /** That stand; what is gone is on record besides. */
  requirements: 500,
  /** Of all requirements, questions and stories as JSON. */
  bytes: 800_000,
} as const;

/** All that is wanted, as far as the documents say. */
export const requirementsSchema = z.strictObject({
  requirements: z.array(requirementSchema).max(500),
  questions: z.array(questionSchema).max(100),
  stories: z.array(storySchema).max(100),
});
export type Requirements = z.infer<typeof requirementsSchema>;
