import { z } from "zod";
import { type Block, blockSchema, type Part, prose } from "./blocks.ts";
import { fitted } from "./fitted.ts";
import { cutMrkdwn, lines, markedText, type Mrkdwn, mrkdwn, textOf, type MarkedText } from "./mrkdwn.ts";

const place = {
  channel: z.string().min(1),
  /** The thread's root; null starts a thread. */
  thread: z.string().min(1).nullable(),
  /** Set: the message with this timestamp is rewritten instead of a new one being posted. */
  update: z.string().nullable(),
};

/** A message of our own: its words are in markup, and there are blocks. */
const marked = z.strictObject({
  ...place,
  text: markedText.min(1).max(4000),
  blocks: z.array(blockSchema).min(1).max(50),
});

/** Somebody's words, as they proposed them: plain text, said as such. */
const plain = z.strictObject({
  ...place,
  text: z.string().min(1).max(4000),
  blocks: z.tuple([]),
});

/** A message to the team. */
export const notificationSchema = z.union([marked, plain], {
  error:
    "must be a person's message, which is text alone with no blocks, or one of our own with blocks of ours",
});
export type Notification = z.infer<typeof notificationSchema>;

/** What a message of ours says, and where. */
export interface Notice {
  channel: string;
  thread: string | null;
  text: Mrkdwn;
  /** Absent: the text itself. */
  parts?: readonly Part[];
  update?: string | null;
  /** Where all of it is to be read, where there is more to say than a message takes. */
  rest?: Mrkdwn;
}

/** The text is what notifications and screens without blocks show. */
const longestText = 3900;

/** A message of our own making, within Slack's limits. */
export function notification(notice: Notice): Notification {
  const { channel, thread, text, parts, update = null, rest = mrkdwn`the dashboard` } = notice;
  const said = textOf(text).trim() === "" ? mrkdwn`…` : text;
  const blocks = fitted(parts ?? [prose(said)], rest);
  return {
    channel,
    thread,
    text: textOf(cutMrkdwn(said, longestText)),
    blocks: blocks.length === 0 ? fitted([prose(said)], rest) : blocks,
    update,
  };
}

/** A message as it is sent: a person's plain words mark up nothing. */
export function rendered(message: Notification): { text: MarkedText; blocks: Block[] } {
  return isMarked(message)
    ? { text: message.text, blocks: message.blocks }
    : { text: textOf(lines(message.text)), blocks: [] };
}

function isMarked(message: Notification): message is z.infer<typeof marked> {
  return message.blocks.length > 0;
}

/** A message as Slack has it: its timestamp is its name in the channel. */
export const postedMessage = z.object({ ts: z.string(), channel: z.string() });
export type PostedMessage = z.infer<typeof postedMessage>;
