import { z } from "zod";

/** What a Slack message carries into the system: where it was said, by whom, and the words. */
export const slackMessageSchema = z.object({
  channel: z.string().min(1),
  /** The thread's root message; the message itself when it starts a thread; null when there is none (a command). */
  thread: z.string().min(1).nullable(),
  /** True when the message answers inside an existing thread. */
  reply: z.boolean(),
  user: z.string().min(1),
  text: z.string(),
});

export type SlackMessage = z.infer<typeof slackMessageSchema>;

export const signalKinds = ["slack.mention", "slack.message", "slack.command"] as const;
export type SignalKind = (typeof signalKinds)[number];

/**
 * received → queued → handled is the way of work; dropped and dead keep the row with the reason.
 * The table is also the outbox: the sweep enqueues again what stays in `received` or `queued`.
 */
export const signalStatuses = ["received", "queued", "handled", "dropped", "dead"] as const;

/** The key under which a thread's task is found again. */
export function conversationKey(channel: string, thread: string): string {
  return `slack:${channel}:${thread}`;
}
