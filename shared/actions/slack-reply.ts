import { z } from "zod";
import { slackClient } from "../integrations/slack/client.ts";
import { toMrkdwn } from "../integrations/slack/markdown.ts";
import {
  type Notification,
  notification,
  postedMessage,
  type PostedMessage,
} from "../integrations/slack/message.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import { dueAt, publishAt } from "./publish-at.ts";

/** What an answer may have at most: with Slack's markup it still is one message. */
export const slackReplyLimit = 3000;

const slackReplySchema = z.strictObject({
  /** The task whose answer it is. */
  draftId: z.string().min(1),
  channel: z.string().regex(/^[CG][A-Z0-9]+$/, "must be the id of a Slack channel"),
  /** The root of the thread that is answered. */
  thread: z.string().regex(/^\d+\.\d+$/, "must be the time stamp of a message"),
  text: z.string().regex(/\S/, "must not be blank").max(slackReplyLimit),
  publishAt,
});
export type SlackReply = z.infer<typeof slackReplySchema>;

/** An answer to somebody in a thread of a channel. The message's metadata names the action. */
export const slackReply: ActionKindModule<"slack_reply", SlackReply, PostedMessage> = {
  kind: "slack_reply",
  schema: slackReplySchema,
  result: postedMessage,
  service: "slack",
  target: ({ draftId }) => `slack:reply:${draftId}`,
  preview: ({ text }) => ({ title: "Answer in the thread", body: text }),
  dueAt,
  wording: ["text"],
  apply: async (ground, { id, payload }) => slackClient(ground).post(messageOf(payload), id),
  reconcile: async (ground, { id, payload }) => slackClient(ground).find(messageOf(payload), id),
  standing: async (ground, { payload }, posted) => slackClient(ground).standing(posted, payload.thread),
};

function messageOf({ channel, thread, text }: SlackReply): Notification {
  return notification({ channel, thread, text: toMrkdwn(text) });
}
