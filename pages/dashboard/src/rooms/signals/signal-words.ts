import type { Answer } from "../../api/client.ts";

export type SignalView = Answer<"GET /api/signals">["signals"][number];

/** Total, so that a kind or a status that is new can't be forgotten here. */
const kinds: Record<SignalView["kind"], string> = {
  "slack.mention": "Slack mention",
  "slack.message": "Slack message",
  "slack.command": "Slack command",
  "api.action": "Proposed action",
  "api.request": "Request from the dashboard",
  "api.reply": "Answer from the dashboard",
  "cron.digest": "Daily digest",
  "sentry.issue": "Sentry issue",
  "sentry.event_alert": "Sentry alert",
  "sentry.error": "Sentry error",
  "sentry.metric_alert": "Sentry metric alert",
  "jira.labelled": "Jira label",
  "slack.agent": "Slack command /agent",
  "github.labelled": "GitHub label",
  "github.mention": "GitHub mention",
  "github.comment": "Comment on a pull request",
  "github.closed": "Pull request closed",
  "github.checks": "Checks on a pull request",
  "api.bug": "Bug report from the dashboard",
  "task.action": "Action of a task",
};

const statuses: Record<SignalView["status"], string> = {
  received: "received",
  queued: "queued",
  handled: "handled",
  dropped: "dropped",
  dead: "dead",
};

const namesOf = <T extends string>(words: Record<T, string>): { value: T; label: string }[] => {
  const options: { value: T; label: string }[] = [];
  for (const value in words) options.push({ value, label: words[value] });
  return options;
};

export const signalKinds = namesOf(kinds);
export const signalStatuses = namesOf(statuses);

export const signalKindWords = (kind: SignalView["kind"]): string => kinds[kind];
