import { z } from "zod";
import { header, prose } from "../integrations/slack/blocks.ts";
import { slackClient } from "../integrations/slack/client.ts";
import { toMrkdwn } from "../integrations/slack/markdown.ts";
import {
  type Notification,
  notification,
  postedMessage,
  type PostedMessage,
} from "../integrations/slack/message.ts";
import { type Mrkdwn, textOf } from "../integrations/slack/mrkdwn.ts";
import { type ActionKindModule, byHandUnless } from "../spine/action-kind.ts";
import { unknownChannel } from "./slack-target.ts";
import { dueAt, publishAt } from "./publish-at.ts";
import { oneLine } from "./one-line.ts";

/** What a message of Slack takes: a header block, and its text as a whole. */
export const reportLimits = { title: 150, message: 4000 } as const;

/** How long a report is as a message: title and body, with Slack's markup. */
export function reportLength(report: { title: string; markdown: string }): number {
  return textOf(said(report)).length;
}

const slackReportSchema = z
  .strictObject({
    channel: z.string().regex(/^[CG][A-Z0-9]+$/, "must be the id of a Slack channel"),
    title: oneLine(reportLimits.title),
    markdown: z.string().regex(/\S/, "must not be blank"),
    publishAt,
  })
  .refine((report) => reportLength(report) <= reportLimits.message, "is too long for one message");
export type SlackReport = z.infer<typeof slackReportSchema>;

/** A report to a channel of the team, in its own right and not as an answer. The message's metadata names the action. */
export const slackReport: ActionKindModule<"slack_report", SlackReport, PostedMessage> = {
  kind: "slack_report",
  schema: slackReportSchema,
  result: postedMessage,
  service: "slack",
  target: ({ channel, title }) => `slack:${channel}/${title}`,
  preview: ({ title, markdown }) => ({ title, body: markdown }),
  dueAt,
  wording: ["title", "markdown"],
  byHand: (payload, rules) => byHandUnless(unknownChannel(payload.channel, rules), payload),
  apply: async (spine, { id, payload }) => slackClient(spine).post(messageOf(payload), id),
  reconcile: async (spine, { id, payload }) => slackClient(spine).find(messageOf(payload), id),
  standing: async (ground, _action, posted) => slackClient(ground).standing(posted, null),
};

function messageOf(report: SlackReport): Notification {
  const { channel, title, markdown } = report;
  const parts = [header(title), prose(toMrkdwn(markdown))];
  return notification({ channel, thread: null, text: said(report), parts });
}

function said({ title, markdown }: { title: string; markdown: string }): Mrkdwn {
  return toMrkdwn(`**${title}**\n\n${markdown}`);
}
