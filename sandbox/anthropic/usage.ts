import { createHash } from "node:crypto";
import type { MessagesRequest } from "./wire.ts";

/** An estimate: about four characters a token, as English text has. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / 4);
}

export interface Usage {
  input_tokens: number;
  output_tokens: number;
  cache_creation_input_tokens: number;
  cache_read_input_tokens: number;
}

/** Counts the real texts; a system text with cache_control is written the first time and read from then on. */
export class PromptCache {
  #seen = new Set<string>();

  clear(): void {
    this.#seen.clear();
  }

  usageOf(request: MessagesRequest, input: string, output: string): Usage {
    const usage: Usage = {
      input_tokens: countTokens(input),
      output_tokens: countTokens(output),
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
    };
    const system =
      typeof request.system === "string"
        ? [{ text: request.system, cache_control: undefined }]
        : (request.system ?? []);
    for (const block of system) {
      const tokens = countTokens(block.text);
      const key = createHash("sha256").update(`${request.model}\n${block.text}`).digest("hex");
      if (block.cache_control === undefined) usage.input_tokens += tokens;
      else if (this.#seen.has(key)) usage.cache_read_input_tokens += tokens;
      else usage.cache_creation_input_tokens += tokens;
      if (block.cache_control !== undefined) this.#seen.add(key);
    }
    return usage;
  }

  /**
   * The usage of a conversation with tools: everything is counted, tools and system first. What the longest earlier
   * request has in common with it from the beginning is read from the cache, the rest up to the mark is written.
   */
  usageOfConversation(request: MessagesRequest, output: string): Usage {
    const system = typeof request.system === "string" ? request.system : withoutMarks(request.system ?? []);
    const marked = request.messages.findLastIndex((message) =>
      JSON.stringify(message).includes('"cache_control"'),
    );
    const parts = [withoutMarks(request.tools ?? []) + system, ...request.messages.map(withoutMarks)];
    const usage = { cache_read_input_tokens: 0, cache_creation_input_tokens: 0, input_tokens: 0 };
    const hash = createHash("sha256").update(request.model);
    for (const [index, part] of parts.entries()) {
      const key = hash.update(part).copy().digest("hex");
      const cached = index <= marked + 1;
      if (cached && this.#seen.has(key)) usage.cache_read_input_tokens += countTokens(part);
      else if (cached) usage.cache_creation_input_tokens += countTokens(part);
      else usage.input_tokens += countTokens(part);
      if (cached) this.#seen.add(key);
    }
    return { ...usage, output_tokens: countTokens(output) };
  }
}

/** As JSON without the marks, which move from request to request. */
function withoutMarks(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => (key === "cache_control" ? undefined : inner));
}
