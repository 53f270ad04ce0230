import { z } from "zod";
import { repositoryName } from "../repository.ts";
import { designSchema } from "./design.ts";
import { requirementSchema, questionSchema, storySchema } from "./requirement.ts";
import { storySizes } from "./story-size.ts";

/** Documents that one plan may rest on: those that it begins with, answers, and what is added while it is built. */
export const mostPlanDocuments = 100;

/** All that is to be built, and how: what people say yes to, bound to its bytes. */
export const deliveryPlanSchema = z.strictObject({
  title: z.string().min(1).max(120),
  project: z.string().min(1).max(100),
  repository: z.strictObject({ name: repositoryName, isNew: z.boolean() }),
  documents: z
    .array(z.strictObject({ id: z.string(), version: z.number().int().positive(), name: z.string() }))
    .min(1)
    .max(mostPlanDocuments),
  requirements: z.array(requirementSchema).min(1).max(500),
  /** What stays open, and is not built. */
  open: z.array(questionSchema).max(100),
  stories: z.array(storySchema).min(1).max(100),
  design: designSchema,
  revision: z.number().int().positive(),
  /** What each story is estimated to cost, and the model that builds it, with the reason. Absent: the usual one. */
  estimates: z
    .array(
      z.strictObject({
        story: z.string(),
        size: z.enum(storySizes),
        model: z.string().optional(),
        microUsd: z.number().int(),
        because: z.string(),
      }),
    )
    .max(100),
});
export type DeliveryPlan = z.infer<typeof deliveryPlanSchema>;
