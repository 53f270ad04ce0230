import { z } from "zod";

/** What a Slack message carries into the system: where it was said, by whom, and the words. */
export const slackMessage = z.strictObject({
  type: z.literal("slack"),
  channel: z.string(),
  /** The thread's root message; the message itself when it starts a thread; null when there is none (a command). */
  thread: z.string().nullable(),
  /** True when the message answers inside an existing thread. */
  reply: z.boolean(),
  /** Slack's own name for a message that answers in a thread; one that starts a thread goes by that. */
  ts: z.string().optional(),
  user: z.string(),
  text: z.string(),
});
export type SlackMessage = z.infer<typeof slackMessage>;

/** A request that somebody writes on the dashboard. */
export const typedRequest = z.strictObject({
  type: z.literal("request"),
  by: z.string(),
  text: z.string(),
  project: z.string(),
  /** Slack channel in which the task talks; null: its people look at the dashboard. */
  channel: z.string().nullable(),
});
export type TypedRequest = z.infer<typeof typedRequest>;

const longestTitle = 80;

/** What a request is called until somebody has understood it; null for one without words. */
export function firstWords(text: string): string | null {
  const [line = ""] = text.trim().split("\n", 1);
  return line === "" ? null : line.length <= longestTitle ? line : `${line.slice(0, longestTitle - 1)}…`;
}
