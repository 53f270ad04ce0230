import { describe, expect, it } from "vitest";
import { readAgentRequest, readCountRequest } from "../../../shared/llm/agent-request.ts";
import { costOf } from "../../../shared/llm/models.ts";

const asked = {
  model: "claude-sonnet-5-5",
  max_tokens: 1000,
  stream: true,
  messages: [{ role: "user", content: "hello" }],
};
const coder = "claude-sonnet-5-5";
const read = (over: object = {}) => readAgentRequest(JSON.stringify({ ...asked, ...over }), coder);
function allowed(over: object = {}) {
  const request = read(over);
  if (request.kind === "refused") throw new Error(request.message);
  return { ...request, sent: JSON.parse(request.body) };
}

describe("an agent's request", () => {
  it("leaves as it is, fields that nobody here knows included", () => {
    const over = { metadata: { user_id: "x" }, tools: [{ name: "Bash", input_schema: { type: "object" } }] };
    expect(allowed(over).sent).toEqual({ ...asked, ...over });
    expect(allowed({ model: "claude-haiku-5-5" }).model).toBe("claude-haiku-5-5");
  });

  it("gets no longer an answer than agents may have, and thinks no longer than that", () => {
    expect(allowed({ max_tokens: 64_000 }).sent.max_tokens).toBe(32_000);
    const { sent } = allowed({ max_tokens: 64_000, thinking: { type: "enabled", budget_tokens: 50_000 } });
    expect(sent.thinking).toEqual({ type: "enabled", budget_tokens: 31_999 });
  });

  it("is sent as it was judged, where a field stands twice", () => {
    const twice = `{"model":"claude-opus-5-5",${JSON.stringify(asked).slice(1)}`;
    const request = readAgentRequest(twice, coder);
    expect(request.kind === "allowed" && request.body).not.toContain("opus");
  });

  it("reserves for every byte, for the whole answer, and for an hour in the cache", () => {
    const plain = allowed();
    expect(plain.worst).toBe(
      costOf("claude-sonnet-5-5", {
        inputTokens: 0,
        cacheWriteTokens: Math.ceil(plain.body.length / 3),
        cachedTokens: 0,
        outputTokens: 1000,
      }),
    );
    const many = (words: string, more: object = {}) =>
      allowed({ system: [{ type: "text", text: words, ...more }] }).worst;
    expect(many("漢".repeat(90_000))).toBeGreaterThan(many("a".repeat(90_000)) * 2);
    const kept = { cache_control: { type: "ephemeral", ttl: "1h" } };
    expect(many("a".repeat(90_000), kept)).toBeGreaterThan(many("a".repeat(90_000)) * 1.4);
  });

  it("reserves for a picture what the API may count for it, not its bytes", () => {
    const picture = (size: number) => ({
      type: "image",
      source: { type: "base64", media_type: "image/png", data: "A".repeat(size) },
    });
    const worst = (content: object[]) => allowed({ messages: [{ role: "user", content }] }).worst;
    const perToken = 2 * 1.25;
    // A hundred tiny ones cost as much as a hundred large ones may.
    expect(worst(Array(100).fill(picture(96)))).toBeGreaterThan(100 * 1600 * perToken);
    expect(worst([picture(4_000_000)])).toBe(worst([picture(96)]));
    expect(worst([{ type: "tool_result", content: [picture(96)] }])).toBeGreaterThan(4784 * perToken);
    const pages = { type: "document", source: { type: "base64", data: "A".repeat(4000) } };
    expect(worst([pages])).toBeGreaterThan(10 * 3000 * perToken);
  });

  it.each([
    ["another model", { model: "claude-opus-5-5" }, 400, "claude-sonnet-5-5, claude-haiku-5-5"],
    ["a model that has no price", { model: "gpt" }, 404, "claude-sonnet-5-5, claude-haiku-5-5"],
    ["no length", { max_tokens: undefined }, 400, "max_tokens"],
    ["servers to ask from there", { mcp_servers: [{ url: "https://evil.example" }] }, 400, "mcp_servers"],
    [
      "tools that run there",
      { tools: [{ type: "web_fetch_20250910", name: "web_fetch" }] },
      400,
      "web_fetch",
    ],
    ["prices that aren't in the table", { speed: "fast" }, 400, "speed"],
    [
      "a picture to fetch from somewhere",
      {
        messages: [
          {
            role: "user",
            content: [
              {
                type: "tool_result",
                content: [{ type: "image", source: { type: "url", url: "https://evil.example/?words" } }],
              },
            ],
          },
        ],
      },
      400,
      "address",
    ],
  ])("is refused with %s", (_what, over, status, words) => {
    const refused = read(over);
    expect(refused).toMatchObject({ kind: "refused", status });
    expect(refused.kind === "refused" && refused.message).toContain(words);
  });

  it("is refused with a file that was left there before", () => {
    const content = [{ type: "document", source: { type: "file", file_id: "file_1" } }];
    expect(read({ messages: [{ role: "user", content }] })).toMatchObject({ kind: "refused", status: 400 });
  });

  it("is refused when it is no JSON; counting needs no length", () => {
    expect(readAgentRequest("{", coder)).toMatchObject({ kind: "refused", status: 400 });
    const { max_tokens: _, ...count } = asked;
    expect(readCountRequest(JSON.stringify(count), coder)).toMatchObject({ kind: "allowed", worst: 0 });
    expect(readCountRequest(JSON.stringify({ ...count, model: "gpt" }), coder)).toMatchObject({
      status: 404,
    });
  });
});
