import { slackClient } from "../integrations/slack/client.ts";
import {
  type Notification,
  notificationSchema,
  postedMessage,
  type PostedMessage,
} from "../integrations/slack/message.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";

/** A message to the team in the thread of its task. Slack has no idempotency key: the message's metadata names the action. */
export const notificationInternal: ActionKindModule<"notification_internal", Notification, PostedMessage> = {
  kind: "notification_internal",
  schema: notificationSchema,
  result: postedMessage,
  service: "slack",
  target: ({ channel }) => `slack:${channel}`,
  preview: ({ channel, text }) => ({ title: `Message in ${channel}`, body: text }),

  apply: async (ground, action) => {
    const slack = slackClient(ground);
    return action.payload.update === null
      ? slack.post(action.payload, action.id)
      : slack.update(action.payload, action.payload.update, action.id);
  },

  reconcile: async (ground, action) => slackClient(ground).find(action.payload, action.id),
};
