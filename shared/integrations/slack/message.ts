import { z } from "zod";

/** Characters that a message's text may have. */
export const longestMessage = 4000;

/** A message of ours to the team. */
export const notificationSchema = z.strictObject({
  channel: z.string().min(1),
  /** The thread's root; null starts a thread. */
  thread: z.string().min(1).nullable(),
  text: z.string().min(1).max(longestMessage),
  blocks: z.array(z.looseObject({ type: z.string() })).max(50),
  /** Set: the message with this timestamp is rewritten instead of a new one being posted. */
  update: z.string().nullable(),
});

export type Notification = z.infer<typeof notificationSchema>;

/** A message as Slack has it: its timestamp is its name in the channel. */
export const postedMessage = z.object({ ts: z.string(), channel: z.string() });
export type PostedMessage = z.infer<typeof postedMessage>;
