import { z } from "zod";

/**
 * JSON-RPC as MCP speaks it, as far as the proxy has to understand it.
 * https://modelcontextprotocol.io/specification/2025-11-25/basic
 */
const id = z.union([z.string(), z.number()]);

/** What a client sends: a request, a notification (no id), or its answer to a question of the server (no method). */
export const clientMessage = z.looseObject({
  jsonrpc: z.literal("2.0"),
  id: id.optional(),
  method: z.string().optional(),
  params: z.looseObject({ name: z.string().optional() }).optional(),
});
export type ClientMessage = z.infer<typeof clientMessage>;

const tool = z.looseObject({
  name: z.string(),
  annotations: z.looseObject({ readOnlyHint: z.boolean().optional() }).nullish(),
});
export type Tool = z.infer<typeof tool>;

/** The answer to `tools/list`. */
export const toolList = z.looseObject({
  id,
  result: z.looseObject({ tools: z.array(tool), nextCursor: z.string().nullish() }),
});

/** An answer that is an error, made here. */
export function rpcError(message: ClientMessage | null, code: number, text: string): object {
  return { jsonrpc: "2.0", id: message?.id ?? null, error: { code, message: text } };
}

/** Codes of JSON-RPC: what was asked for is not to be had; its parameters are wrong. */
export const methodNotFound = -32601;
export const invalidParams = -32602;
export const invalidRequest = -32600;
