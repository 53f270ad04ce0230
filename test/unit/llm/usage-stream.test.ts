import { describe, expect, it } from "vitest";
import { costOf } from "../../../shared/llm/models.ts";
import { usageOf, UsageStream } from "../../../shared/llm/usage-stream.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const block = (type: string, data: object): string =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;

const start = block("message_start", {
  message: {
    id: "msg_01",
    stop_reason: null,
    usage: {
      input_tokens: 12,
      cache_creation_input_tokens: 300,
      cache_read_input_tokens: 4000,
      cache_creation: { ephemeral_5m_input_tokens: 200, ephemeral_1h_input_tokens: 100 },
      output_tokens: 1,
    },
  },
});
const text = (words: string) =>
  block("content_block_delta", { index: 0, delta: { type: "text_delta", text: words } });
const end = [
  block("message_delta", { delta: { stop_reason: "end_turn" }, usage: { output_tokens: 57 } }),
  block("message_stop", {}),
].join("");
const whole = [start, ": a comment\n\n", block("ping", {}), text("Straße, 漢字, 🚦\\n"), end].join("");

const complete = {
  messageId: "msg_01",
  tokens: {
    inputTokens: 12,
    cacheWriteTokens: 300,
    hourCacheWriteTokens: 100,
    cachedTokens: 4000,
    outputTokens: 57,
  },
  stopReason: "end_turn",
};

function heardOf(...chunks: Uint8Array[]): UsageStream {
  const stream = new UsageStream();
  for (const chunk of chunks) stream.push(chunk);
  return stream;
}

describe("a streamed answer's cost", () => {
  it.each(["\n", "\r\n", "\r"])(
    "is heard wherever its bytes are cut, with lines that end in %j",
    (lineEnd) => {
      const all = bytes(whole.replaceAll("\n", lineEnd));
      for (let cut = 0; cut <= all.length; cut++) {
        const stream = heardOf(all.subarray(0, cut), all.subarray(cut));
        // A lone carriage return at the very end may still become a line feed's first half.
        expect([cut, stream.heard]).toEqual([cut, complete]);
      }
      const byByte = heardOf(...Array.from(all, (byte) => Uint8Array.of(byte)));
      expect(byByte.heard).toEqual(complete);
      if (lineEnd !== "\r") expect(byByte.ended).toBe(true);
    },
  );

  it("is estimated from what was written, never too low, until the stream counts it", () => {
    const stream = heardOf(bytes(start));
    expect(stream.heard?.tokens.outputTokens).toBe(1);
    stream.push(bytes(text("a".repeat(300))));
    stream.push(
      bytes(block("content_block_delta", { delta: { type: "thinking_delta", thinking: "b".repeat(30) } })),
    );
    stream.push(
      bytes(
        block("content_block_delta", { delta: { type: "input_json_delta", partial_json: "c".repeat(60) } }),
      ),
    );
    expect(stream.heard).toMatchObject({ tokens: { outputTokens: 130 }, stopReason: "unfinished" });
    expect(stream.ended).toBe(false);
    stream.push(bytes(end));
    expect(stream.heard?.tokens.outputTokens).toBe(57);
  });

  it("counts thinking that isn't shown by what is seen of it", () => {
    const stream = heardOf(bytes(start));
    const redacted = { index: 0, content_block: { type: "redacted_thinking", data: "d".repeat(300) } };
    stream.push(bytes(block("content_block_start", redacted)));
    const signature = { type: "signature_delta", signature: "s".repeat(600) };
    stream.push(bytes(block("content_block_delta", { index: 1, delta: signature })));
    expect(stream.heard?.tokens.outputTokens).toBe(300);
  });

  it("is unknown before it begins, and tells an error in the middle", () => {
    const stream = heardOf(bytes(block("ping", {})));
    expect(stream.heard).toBeNull();
    stream.push(bytes(start + block("error", { error: { type: "overloaded_error", message: "later" } })));
    expect(stream.error).toBe("overloaded_error");
    expect(stream.heard?.tokens.inputTokens).toBe(12);
    expect(stream.ended).toBe(false);
  });

  it("counts totals that the end of the stream corrects", () => {
    const stream = heardOf(
      bytes(start),
      bytes(
        block("message_delta", {
          delta: { stop_reason: "tool_use" },
          usage: { output_tokens: 9, input_tokens: 14, cache_read_input_tokens: null },
        }),
      ),
    );
    expect(stream.heard).toMatchObject({
      tokens: { inputTokens: 14, cachedTokens: 4000, outputTokens: 9 },
      stopReason: "tool_use",
    });
  });

  it("is charged more for what the cache keeps for an hour", () => {
    const tokens = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, cacheWriteTokens: 1000 };
    expect(costOf("claude-sonnet-5-5", tokens)).toBe(2500);
    expect(costOf("claude-sonnet-5-5", { ...tokens, hourCacheWriteTokens: 1000 })).toBe(4000);
    expect(costOf("claude-sonnet-5-5", { ...tokens, hourCacheWriteTokens: 400 })).toBe(3100);
  });
});

describe("an answer in one piece", () => {
  it("tells its cost, and none when it is no message", () => {
    const message = { id: "msg_1", stop_reason: "end_turn", usage: { input_tokens: 3, output_tokens: 4 } };
    expect(usageOf(JSON.stringify(message))).toMatchObject({
      messageId: "msg_1",
      tokens: { inputTokens: 3, cacheWriteTokens: 0, cachedTokens: 0, outputTokens: 4 },
    });
    expect(usageOf("<html>")).toBeNull();
    expect(usageOf('{"input_tokens":3}')).toBeNull();
  });
});
