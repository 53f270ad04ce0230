import { z } from "zod";
import { repositoryName } from "../../domain/repository.ts";
import type { SignalForm } from "../../spine/signal-form.ts";

/** Software that somebody wants to have made of documents. */
const deliveryRequest = z.strictObject({
  type: z.literal("delivery"),
  by: z.string(),
  title: z.string().trim().min(1).max(120),
  project: z.string(),
  documents: z
    .array(z.strictObject({ id: z.string(), version: z.number().int().positive(), name: z.string() }))
    .min(1)
    .max(50),
  repository: z.strictObject({ name: repositoryName, isNew: z.boolean() }),
  /** Slack channel in which the task talks; null: its people look at the dashboard. */
  channel: z.string().nullable(),
});
export type DeliveryRequest = z.infer<typeof deliveryRequest>;

export const deliveryForm: SignalForm<DeliveryRequest> = {
  schema: deliveryRequest,
  words: ({ by, title, documents, repository }) =>
    `${by} wants ${title} made of ${documents.length} documents, in ${repository.name}`,
};
