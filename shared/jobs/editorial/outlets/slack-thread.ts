import { type SlackReply, slackReply } from "../../../actions/slack-reply.ts";
import type { PostedMessage } from "../../../integrations/slack/message.ts";
import { mrkdwn } from "../../../integrations/slack/mrkdwn.ts";
import type { Outlet } from "./outlet.ts";

/** The thread in which somebody has said something. */
export const slackThread: Outlet<"slack_reply", SlackReply, PostedMessage> = {
  step: "answer",
  noun: "answer in Slack",
  effect: slackReply,
  facts: ({ channel }) => [mrkdwn`in <#${channel}>`],
  outcome: () => ({ url: null, note: null }),
};
