import { z } from "zod";
import { slackClient } from "../integrations/slack/client.ts";
import type { ActionKindModule } from "./action-kind.ts";

export const notificationSchema = z.strictObject({
  channel: z.string().min(1),
  /** The thread's root; null starts a thread. */
  thread: z.string().min(1).nullable(),
  text: z.string().min(1).max(4000),
  blocks: z.array(z.looseObject({ type: z.string() })).max(50),
  /** Set: the message with this timestamp is rewritten instead of a new one being posted. */
  update: z.string().nullable(),
});

export type Notification = z.infer<typeof notificationSchema>;

/** A message to the team in the thread of its task. Slack has no idempotency key: the message's metadata names the action. */
export const notificationInternal: ActionKindModule<Notification> = {
  schema: notificationSchema,
  service: "slack",
  target: ({ channel }) => `slack:${channel}`,
  preview: ({ channel, text }) => ({ title: `Message in ${channel}`, body: text }),

  apply: async (spine, action) => {
    const slack = slackClient(spine);
    return action.payload.update === null
      ? slack.post(action.payload, action.id)
      : slack.update(action.payload, action.payload.update, action.id);
  },

  reconcile: async (spine, action) => slackClient(spine).find(action.payload, action.id),
};
