import { slackClient } from "../integrations/slack/client.ts";
import {
  type Notification,
  notificationSchema,
  postedMessage,
  type PostedMessage,
} from "../integrations/slack/message.ts";
import { unknownChannel } from "./slack-target.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";

const textAlone = "a person's message is text alone: blocks must be [], thread and update must be null";

/** A message to the team in the thread of its task. Slack has no idempotency key: the message's metadata names the action. */
export const notificationInternal: ActionKindModule<"notification_internal", Notification, PostedMessage> = {
  kind: "notification_internal",
  schema: notificationSchema,
  result: postedMessage,
  service: "slack",
  target: ({ channel }) => `slack:${channel}`,
  preview: ({ channel, text }) => ({ title: `Message in ${channel}`, body: text }),
  // Buttons, another message's words and somebody else's thread belong to the jobs that ask there.
  byHand: (payload, rules) => {
    const problem = unknownChannel(payload.channel, rules);
    if (problem !== null) return { kind: "refused", why: problem };
    if (payload.thread !== null || payload.update !== null || payload.blocks.length > 0)
      return { kind: "refused", why: textAlone };
    return { kind: "fine", payload };
  },

  apply: async (ground, action) => {
    const slack = slackClient(ground);
    return action.payload.update === null
      ? slack.post(action.payload, action.id)
      : slack.update(action.payload, action.payload.update, action.id);
  },

  reconcile: async (ground, action) => slackClient(ground).find(action.payload, action.id),
};
