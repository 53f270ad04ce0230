import type { Message, MessageBlock } from "./message.ts";

const pieceLength = 200;

type Event = { type: string; [field: string]: unknown };

/** The events of a streamed message, in the order of the Messages API. */
export function streamEvents(message: Message): Event[] {
  const { output_tokens, ...input } = message.usage;
  return [
    {
      type: "message_start",
      message: { ...message, content: [], stop_reason: null, usage: { ...input, output_tokens: 0 } },
    },
    ...message.content.flatMap(blockEvents),
    {
      type: "message_delta",
      delta: { stop_reason: message.stop_reason, stop_sequence: null },
      usage: { output_tokens },
    },
    { type: "message_stop" },
  ];
}

/** A block begins empty and grows by deltas: text by its words, a tool call by the JSON of its input. */
function blockEvents(block: MessageBlock, index: number): Event[] {
  const deltas =
    block.type === "text"
      ? piecesOf(block.text).map((text) => ({ type: "text_delta", text }))
      : piecesOf(JSON.stringify(block.input)).map((partial_json) => ({
          type: "input_json_delta",
          partial_json,
        }));
  const empty = block.type === "text" ? { ...block, text: "" } : { ...block, input: {} };
  return [
    { type: "content_block_start", index, content_block: empty },
    ...deltas.map((delta) => ({ type: "content_block_delta", index, delta })),
    { type: "content_block_stop", index },
  ];
}

function piecesOf(text: string): string[] {
  return text.match(new RegExp(`[^]{1,${pieceLength}}`, "g")) ?? [];
}
