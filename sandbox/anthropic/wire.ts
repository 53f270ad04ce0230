import { z } from "zod";

/** A request to `POST /v1/messages`, as far as the stand-in reads it (docs of the Messages API). */
const textBlock = z.looseObject({
  type: z.literal("text"),
  text: z.string(),
  cache_control: z.looseObject({ type: z.string() }).optional(),
});
/** A block of any type: text, tool_use, tool_result, thinking, image. Each has the fields of its type, unread ones too. */
const blockSchema = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  id: z.string().optional(),
  name: z.string().optional(),
  input: z.record(z.string(), z.unknown()).optional(),
  tool_use_id: z.string().optional(),
  content: z.unknown().optional(),
  is_error: z.boolean().optional(),
});
export type Block = z.infer<typeof blockSchema>;
const content = z.union([z.string(), z.array(blockSchema)]);

export const messagesRequest = z.looseObject({
  model: z.string(),
  max_tokens: z.number().int().positive(),
  messages: z.array(z.object({ role: z.enum(["user", "assistant", "system"]), content })).min(1),
  system: z.union([z.string(), z.array(textBlock)]).optional(),
  stream: z.boolean().optional(),
  tools: z
    .array(
      z.looseObject({
        name: z.string(),
        strict: z.boolean().optional(),
        input_schema: z.unknown().optional(),
      }),
    )
    .optional(),
  metadata: z.looseObject({ user_id: z.string().optional() }).optional(),
  output_config: z
    .looseObject({
      format: z
        .looseObject({
          type: z.literal("json_schema"),
          schema: z.looseObject({ properties: z.record(z.string(), z.unknown()).optional() }),
        })
        .optional(),
    })
    .optional(),
});

export type MessagesRequest = z.infer<typeof messagesRequest>;

export const knownModels = new Set(["claude-haiku-5-5", "claude-sonnet-5-5", "claude-opus-5-5"]);

/** The text of all user turns: what the answer is derived from. */
export function userText(request: Pick<MessagesRequest, "messages">): string {
  return request.messages
    .filter((message) => message.role === "user")
    .map(({ content: body }) =>
      typeof body === "string" ? body : body.map((block) => block.text ?? "").join("\n"),
    )
    .join("\n");
}

/** The blocks of a message; a plain string is one block of text. */
export function blocksOf({ content: body }: MessagesRequest["messages"][number]): Block[] {
  return typeof body === "string" ? [{ type: "text", text: body }] : body;
}

/** What stands between `<tag>` and `</tag>`, each time it occurs. */
export function elements(text: string, tag: string): string[] {
  return Array.from(
    text.matchAll(new RegExp(`<${tag}>\\n?([\\s\\S]*?)\\n?</${tag}>`, "g")),
    (found) => found[1] ?? "",
  );
}
