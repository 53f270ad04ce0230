import { slackReport, type SlackReport } from "../../../actions/slack-report.ts";
import type { PostedMessage } from "../../../integrations/slack/message.ts";
import { mrkdwn } from "../../../integrations/slack/mrkdwn.ts";
import type { Outlet } from "./outlet.ts";

/** A channel of the team's. */
export const slack: Outlet<"slack_report", SlackReport, PostedMessage> = {
  step: "post",
  noun: "Slack report",
  effect: slackReport,
  facts: ({ channel }) => [mrkdwn`to <#${channel}>`],
  outcome: ({ channel }) => ({ url: null, note: mrkdwn`It stands in <#${channel}>.` }),
};
