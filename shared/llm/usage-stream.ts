import { z } from "zod";
import { EventReader } from "../platform/event-stream.ts";
import type { Tokens } from "./models.ts";

/** What an answer of the Messages API tells about itself. */
export interface Heard {
  messageId: string;
  tokens: Tokens;
  /** "unfinished" while the answer has given no reason. */
  stopReason: string;
}

const count = z.int().nonnegative().nullish();
const usage = z.object({
  input_tokens: count,
  output_tokens: count,
  cache_creation_input_tokens: count,
  cache_read_input_tokens: count,
  cache_creation: z.object({ ephemeral_1h_input_tokens: count }).nullish(),
});
const stopReason = z.string().nullish();

const message = z.object({ id: z.string(), stop_reason: stopReason, usage });
const streamed = z.discriminatedUnion("type", [
  z.object({ type: z.literal("message_start"), message }),
  z.object({
    type: z.literal("content_block_start"),
    // Thinking that is not shown comes whole, in a form that nobody reads.
    content_block: z.object({ data: z.string().optional() }),
  }),
  z.object({
    type: z.literal("content_block_delta"),
    delta: z.object({
      text: z.string().optional(),
      partial_json: z.string().optional(),
      thinking: z.string().optional(),
      // Of thinking that is left out of the answer it is all that is seen: it is as long as what was thought.
      signature: z.string().optional(),
    }),
  }),
  z.object({
    type: z.literal("message_delta"),
    delta: z.object({ stop_reason: stopReason }),
    usage,
  }),
  z.object({ type: z.literal("message_stop") }),
  z.object({ type: z.literal("error"), error: z.object({ type: z.string() }) }),
]);

/** As in `worstCostOf`: what has no count yet is not to be counted too low. */
const charactersPerToken = 3;

/**
 * Listens to a streamed answer on its way: what it has cost so far, at any moment. Until the stream gives the number of
 * written tokens (it does at its end) it is estimated from what was written.
 * https://docs.claude.com/en/docs/build-with-claude/streaming
 */
export class UsageStream {
  readonly #events = new EventReader();
  #heard: Heard | null = null;
  #characters = 0;
  #counted = false;
  #ended = false;
  #error: string | null = null;

  push(chunk: Uint8Array): void {
    for (const { data } of this.#events.push(chunk)) {
      const event = streamed.safeParse(jsonIn(data ?? ""));
      // Kinds of events that say nothing of the cost: pings, the beginnings and ends of blocks, those of tomorrow.
      if (event.success) this.#take(event.data);
    }
  }

  #take(event: z.infer<typeof streamed>): void {
    switch (event.type) {
      case "message_start":
        this.#heard = heardIn(event.message);
        return;
      case "content_block_start":
        this.#characters += event.content_block.data?.length ?? 0;
        return;
      case "content_block_delta":
        for (const words of Object.values(event.delta)) this.#characters += words?.length ?? 0;
        return;
      case "message_delta":
        if (this.#heard === null) return;
        this.#counted ||= typeof event.usage.output_tokens === "number";
        this.#heard = {
          ...this.#heard,
          tokens: tokensIn(event.usage, this.#heard.tokens),
          stopReason: event.delta.stop_reason ?? this.#heard.stopReason,
        };
        return;
      case "message_stop":
        this.#ended = true;
        return;
      case "error":
        this.#error = event.error.type;
    }
  }

  /** What is known by now; null before the answer has begun. */
  get heard(): Heard | null {
    if (this.#heard === null || this.#counted) return this.#heard;
    const { tokens } = this.#heard;
    const written = Math.max(tokens.outputTokens, Math.ceil(this.#characters / charactersPerToken));
    return { ...this.#heard, tokens: { ...tokens, outputTokens: written } };
  }

  /** True when the answer is complete: nothing more will be counted. */
  get ended(): boolean {
    return this.#ended;
  }

  /** The kind of error with which the service ended the stream; null for none. */
  get error(): string | null {
    return this.#error;
  }
}

/** What an answer in one piece tells; null when it is none. */
export function usageOf(text: string): Heard | null {
  const parsed = message.safeParse(jsonIn(text));
  return parsed.success ? heardIn(parsed.data) : null;
}

const nothing: Tokens = {
  inputTokens: 0,
  cacheWriteTokens: 0,
  hourCacheWriteTokens: 0,
  cachedTokens: 0,
  outputTokens: 0,
};

function heardIn({ id, usage: counts, stop_reason }: z.infer<typeof message>): Heard {
  return { messageId: id, tokens: tokensIn(counts, nothing), stopReason: stop_reason ?? "unfinished" };
}

/** Counts are totals: a later one replaces an earlier one, and one that is missing leaves it. */
function tokensIn(counts: z.infer<typeof usage>, before: Tokens): Tokens {
  return {
    inputTokens: counts.input_tokens ?? before.inputTokens,
    cacheWriteTokens: counts.cache_creation_input_tokens ?? before.cacheWriteTokens,
    hourCacheWriteTokens:
      counts.cache_creation?.ephemeral_1h_input_tokens ?? before.hourCacheWriteTokens ?? 0,
    cachedTokens: counts.cache_read_input_tokens ?? before.cachedTokens,
    outputTokens: counts.output_tokens ?? before.outputTokens,
  };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schemas judge: null is no answer.
    return null;
  }
}
