import type { Message } from "./twin.ts";

const pieceLength = 200;

/** The events of a streamed message, in the order of the Messages API. */
export function streamEvents(message: Message): { type: string; [field: string]: unknown }[] {
  const [block] = message.content;
  const text = block?.text ?? "";
  const pieces = text.match(new RegExp(`[^]{1,${pieceLength}}`, "g")) ?? [];
  const { output_tokens, ...input } = message.usage;
  return [
    {
      type: "message_start",
      message: { ...message, content: [], stop_reason: null, usage: { ...input, output_tokens: 0 } },
    },
    { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
    ...pieces.map((piece) => ({
      type: "content_block_delta",
      index: 0,
      delta: { type: "text_delta", text: piece },
    })),
    { type: "content_block_stop", index: 0 },
    {
      type: "message_delta",
      delta: { stop_reason: message.stop_reason, stop_sequence: null },
      usage: { output_tokens },
    },
    { type: "message_stop" },
  ];
}
