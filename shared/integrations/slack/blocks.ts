import { z } from "zod";
import { cut } from "../../platform/cut.ts";
import { visibleLine } from "../../platform/visible.ts";
import { inPieces, markedText, type Mrkdwn, textOf } from "./mrkdwn.ts";

/** What a section takes, with some room. */
const sectionLimit = 2900;

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

/** Nobody sees it, and no reader of Slack's markup finds the beginning of some before it. */
const joiner = "\u2060";

/** A title, as text. Slack marks up nothing in it; whatever else reads it finds nothing there either. */
export function header(title: string): Block {
  const text = visibleLine(title).replaceAll(/<(?=[!@#a-z])/gi, `<${joiner}`);
  return { type: "header", text: { type: "plain_text", text: cut(text, 150) } };
}

/** Words, in as many sections as they need. */
export function sections(words: Mrkdwn): Block[] {
  return inPieces(words, sectionLimit).map((piece) => ({ type: "section", text: verbatim(piece) }));
}

/** Words in small letters. */
export function context(words: Mrkdwn): Block {
  return { type: "context", elements: inPieces(words, sectionLimit).slice(0, 1).map(verbatim) };
}

function verbatim(words: Mrkdwn): z.infer<typeof marked> {
  return { type: "mrkdwn", text: textOf(words), verbatim: true };
}
