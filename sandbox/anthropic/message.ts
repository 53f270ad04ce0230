import { createHash } from "node:crypto";
import type { Usage } from "./usage.ts";
import type { MessagesRequest } from "./wire.ts";

export type MessageBlock =
  | { type: "text"; text: string }
  | { type: "tool_use"; id: string; name: string; input: Record<string, unknown> };

/** An answer of the Messages API. */
export interface Message {
  id: string;
  type: "message";
  role: "assistant";
  model: string;
  content: MessageBlock[];
  stop_reason: "end_turn" | "max_tokens" | "tool_use";
  stop_sequence: null;
  usage: Usage;
}

/** The answer as a whole. The same request and the same words have the same id. */
export function messageOf(
  request: MessagesRequest,
  { content, stop_reason, usage }: Pick<Message, "content" | "stop_reason" | "usage">,
): Message {
  return {
    id: `msg_sandbox_${digest(request, content)}`,
    type: "message",
    role: "assistant",
    model: request.model,
    content,
    stop_reason,
    stop_sequence: null,
    usage,
  };
}

/** 24 hexadecimal digits that stand for a request and what is answered. */
export function digest(request: MessagesRequest, answer: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(request))
    .update(JSON.stringify(answer))
    .digest("hex")
    .slice(0, 24);
}
