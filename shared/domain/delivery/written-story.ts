import { z } from "zod";
import { repositoryPath } from "../repository.ts";
import { priorities, storyId } from "./requirement.ts";
import type { DeliveredDocument } from "./stage.ts";

/** A story as somebody writes it by hand. Its form fits into a plan's. */
export const writtenStorySchema = z.strictObject({
  title: z.string().trim().min(1).max(120),
  /** Who wants what, and what for. */
  narrative: z.string().trim().min(8, "must have 8 characters at least").max(1000),
  /** What can be seen when it is done: each becomes an acceptance test. */
  criteria: z.array(z.string().trim().min(1).max(500)).min(1).max(20),
  priority: z.enum(priorities).default("should"),
  /** Stories that have to be there before. */
  dependsOn: z.array(storyId).max(20).default([]),
  /** Where its tests and its code go; absent: the design says it. */
  files: z
    .strictObject({
      tests: z.array(repositoryPath).min(1).max(10),
      code: z.array(repositoryPath).min(1).max(10),
    })
    .optional(),
});

/** A story that was written by hand, with the document that its requirement rests on. */
export interface WrittenStory extends z.infer<typeof writtenStorySchema> {
  id: string;
  document: DeliveredDocument;
  /** Person id. */
  by: string;
}

/** A story by hand as the document that it is kept as. @param where the delivery's task: the same words for another are another document. */
export function writtenStoryText(
  { title, narrative, criteria, priority, dependsOn, files }: z.infer<typeof writtenStorySchema>,
  { by, where }: { by: string; where: string },
): string {
  return [
    title,
    "",
    narrative,
    "",
    "Done when:",
    ...criteria.map((one) => `- ${one}`),
    "",
    `Priority: ${priority}`,
    ...(dependsOn.length === 0 ? [] : [`After: ${dependsOn.join(", ")}`]),
    ...(files === undefined ? [] : [`Tests: ${files.tests.join(", ")}`, `Code: ${files.code.join(", ")}`]),
    `Written by ${by} for ${where}.`,
    "",
  ].join("\n");
}
