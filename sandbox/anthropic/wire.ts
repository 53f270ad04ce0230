import { z } from "zod";

/** A request to `POST /v1/messages`, as far as the stand-in reads it (docs of the Messages API). */
const textBlock = z.looseObject({
  type: z.literal("text"),
  text: z.string(),
  cache_control: z.looseObject({ type: z.string() }).optional(),
});
const content = z.union([
  z.string(),
  z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
]);

export const messagesRequest = z.looseObject({
  model: z.string(),
  max_tokens: z.number().int().positive(),
  messages: z.array(z.object({ role: z.enum(["user", "assistant"]), content })).min(1),
  system: z.union([z.string(), z.array(textBlock)]).optional(),
  stream: z.boolean().optional(),
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

/** What stands between `<tag>` and `</tag>`, each time it occurs. */
export function elements(text: string, tag: string): string[] {
  return Array.from(
    text.matchAll(new RegExp(`<${tag}>\\n?([\\s\\S]*?)\\n?</${tag}>`, "g")),
    (found) => found[1] ?? "",
  );
}
