import { z } from "zod";
import type { BugReport } from "../jobs/bug-fix/report.ts";

/** What a Slack message carries into the system: where it was said, by whom, and the words. */
export interface SlackMessage {
  type: "slack";
  channel: string;
  /** The thread's root message; the message itself when it starts a thread; null when there is none (a command). */
  thread: string | null;
  /** True when the message answers inside an existing thread. */
  reply: boolean;
  user: string;
  text: string;
}

/** An action that somebody proposes through the API, as it came: policy has not looked at it yet. */
export const actionRequestSchema = z.strictObject({
  kind: z.string().min(1).max(100),
  payload: z.record(z.string(), z.unknown()),
  project: z.string().min(1).max(100).optional(),
  /** Slack channel in which people are asked and told. */
  channel: z.string().min(1).max(100).optional(),
  /** After this moment it must not happen without being asked for again. */
  deadline: z.iso.datetime().optional(),
});

export interface ActionRequest {
  type: "action";
  by: string;
  request: z.infer<typeof actionRequestSchema>;
}

/** A day's digest of what waits. */
export interface DigestRequest {
  type: "digest";
  /** UTC, as 2026-11-21. */
  day: string;
}

/** A request that somebody writes on the dashboard. */
export interface TypedRequest {
  type: "request";
  by: string;
  text: string;
  project: string;
  /** Slack channel in which the task talks; null: its people look at the dashboard. */
  channel: string | null;
}

/** An answer that somebody gives on the dashboard to what a task has asked. */
export interface TypedReply {
  type: "reply";
  by: string;
  text: string;
}

/** What happens on GitHub to a pull request that may be ours. */
export interface PullRequestEvent {
  type: "pull_request";
  repository: string;
  number: number;
  event:
    | { kind: "comment"; login: string; commentId: number; text: string }
    | { kind: "closed"; login: string; merged: boolean; mergeCommit: string | null }
    | { kind: "checks"; runId: number; name: string; conclusion: string; commit: string };
}

export type SignalBody =
  | SlackMessage
  | ActionRequest
  | DigestRequest
  | TypedRequest
  | TypedReply
  | BugReport
  | PullRequestEvent;

export const signalKinds = [
  "slack.mention",
  "slack.message",
  "slack.command",
  "api.action",
  "api.request",
  "api.reply",
  "cron.digest",
  "sentry.issue",
  "sentry.event_alert",
  "sentry.error",
  "sentry.metric_alert",
  "jira.labelled",
  "slack.agent",
  "github.labelled",
  "github.mention",
  "github.comment",
  "github.closed",
  "github.checks",
  "api.bug",
  "task.action",
] as const;
export type SignalKind = (typeof signalKinds)[number];

/**
 * received → queued → handled is the way of work; dropped and dead keep the row with the reason.
 * The table is also the outbox: the sweep enqueues again what stays in `received` or `queued`.
 */
export const signalStatuses = ["received", "queued", "handled", "dropped", "dead"] as const;
export type SignalStatus = (typeof signalStatuses)[number];

const retryMark = "retry:";

/** The signal that does a task again: one, however often it is asked for. */
export function retrySignalId(taskId: string): string {
  return `${retryMark}${taskId}`;
}

/** The task that a signal does again; null for a signal that begins something new. */
export function retriedBy(signalId: string): string | null {
  return signalId.startsWith(retryMark) ? signalId.slice(retryMark.length) : null;
}

/** The key under which a thread's task is found again. */
export function conversationKey(channel: string, thread: string): string {
  return `slack:${channel}:${thread}`;
}
