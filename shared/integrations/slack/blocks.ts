import { z } from "zod";
import { cut } from "../../platform/cut.ts";
import { visibleLine } from "../../platform/visible.ts";
import { markedText, type Mrkdwn } from "./mrkdwn.ts";

const plainText = z.strictObject({ type: z.literal("plain_text"), text: z.string() });
/** Verbatim: only what is marked up is a link or a mention, not what looks like one. */
const marked = z.strictObject({
  type: z.literal("mrkdwn"),
  text: markedText,
  verbatim: z.boolean().optional(),
});
const button = z.strictObject({
  type: z.literal("button"),
  action_id: z.string(),
  text: plainText,
  value: z.string().optional(),
  url: z.string().optional(),
  style: z.enum(["primary", "danger"]).optional(),
});

/** The parts of our messages (Block Kit). None shows a picture, and words in markup are marked ones. */
export const blockSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("header"), text: plainText }),
  z.strictObject({ type: z.literal("section"), text: marked }),
  z.strictObject({ type: z.literal("context"), elements: z.array(marked) }),
  z.strictObject({ type: z.literal("divider") }),
  z.strictObject({ type: z.literal("actions"), block_id: z.string(), elements: z.array(button) }),
]);
export type Block = z.infer<typeof blockSchema>;
export type Button = z.infer<typeof button>;

/** Words of a message, however long: what the message has no room for is left out when it is put together. */
interface Prose {
  type: "prose";
  words: Mrkdwn;
  /** In small letters. */
  small: boolean;
}

/** What a message is put together from, see `fitted`. */
export type Part = Prose | Exclude<Block, { type: "section" | "context" }>;

/** Nobody sees it, and no reader of Slack's markup finds the beginning of some before it. */
const joiner = "\u2060";

/** A title, as text. Slack marks up nothing in it; whatever else reads it finds nothing there either. */
export function header(title: string): Part {
  const text = visibleLine(title).replaceAll(/<(?=[!@#a-z])/gi, `<${joiner}`);
  return { type: "header", text: { type: "plain_text", text: cut(text.trim() || "…", 150) } };
}

export function prose(words: Mrkdwn): Part {
  return { type: "prose", words, small: false };
}

/** Words in small letters. */
export function context(words: Mrkdwn): Part {
  return { type: "prose", words, small: true };
}

/** A row of buttons, as long as their labels may be. */
export function buttonRow(name: string, buttons: readonly Button[]): Part {
  const elements = buttons.map((one) => ({ ...one, text: { ...one.text, text: cut(one.text.text, 75) } }));
  return { type: "actions", block_id: name, elements };
}
