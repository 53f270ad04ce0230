import { z } from "zod";
import { storyId } from "../../domain/delivery/requirement.ts";
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

/** The kind of signal with which a story begins. */
export const storySignal = "delivery.story";

/** A story of an agreed plan that is to be built. */
const storyRequest = z.strictObject({
  type: z.literal("story"),
  by: z.string(),
  /** Task of the delivery, and what that is called. */
  delivery: z.string(),
  of: z.string(),
  story: storyId,
  title: z.string(),
  attempt: z.number().int().positive(),
  repository: repositoryName,
  base: z.string(),
  project: z.string(),
  channel: z.string().nullable(),
  /** What somebody has said about it when it failed before; null: nothing. */
  said: z.string().nullable(),
});
export type StoryRequest = z.infer<typeof storyRequest>;

export const storyForm: SignalForm<StoryRequest> = {
  schema: storyRequest,
  words: ({ story, title, of }) => `${story} of ${of} is to be built: ${title}`,
};

export const deliveryForm: SignalForm<DeliveryRequest> = {
  schema: deliveryRequest,
  words: ({ by, title, documents, repository }) =>
    `${by} wants ${title} made of ${documents.length} documents, in ${repository.name}`,
};
