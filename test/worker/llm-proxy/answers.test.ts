import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ledger } from "../../../shared/db/schema.ts";
import { openCall } from "../../../shared/spine/paid-call.ts";
import { meterStream } from "../../../shared/llm/meter.ts";
import { costOf } from "../../../shared/llm/models.ts";
import { anAssignment } from "../support/assignment.ts";
import { faults, sandbox } from "../support/slack.ts";
import { spine } from "../support/spine.ts";
import { asked, post, potOf, callsOf } from "./call.ts";

const goesOn = async () => false;

const called = async (taskId: string) =>
  vi.waitFor(async () => {
    const [call] = await callsOf(taskId);
    if (call === undefined) throw new Error("no call is recorded yet");
    return call;
  }, 10_000);

beforeEach(async () => {
  await sandbox("/anthropic/_sandbox/reset", {});
});

describe("an answer", () => {
  it("in one piece is what Claude said, paid exactly and recorded", async () => {
    const { token, taskId } = await anAssignment();
    const response = await post(token, asked());
    const message = JSON.parse(await response.text());
    expect(message.content[0].text).toContain("stand-in");
    const { usage } = message;
    const microUsd = costOf("claude-sonnet-5-5", {
      inputTokens: usage.input_tokens,
      cacheWriteTokens: usage.cache_creation_input_tokens,
      cachedTokens: usage.cache_read_input_tokens,
      outputTokens: usage.output_tokens,
    });
    expect(await called(taskId)).toMatchObject({
      purpose: "agent",
      model: "claude-sonnet-5-5",
      provider: "sandbox",
      inputTokens: usage.input_tokens,
      outputTokens: usage.output_tokens,
      microUsd,
      stopReason: "end_turn",
    });
    expect(await potOf(taskId)).toMatchObject({
      spentUsd: microUsd / 1_000_000,
      reservedUsd: 0,
      limitUsd: 5,
    });
    const facts = await spine.db.select().from(ledger).where(eq(ledger.taskId, taskId));
    expect(facts.map((one) => one.type)).toEqual(["llm.called"]);
  });

  it("that is streamed comes byte by byte as it was sent", async () => {
    const { token, taskId } = await anAssignment();
    const text = "Größe 🚦 ".repeat(300);
    await faults("anthropic", { path: "/v1/messages", text, times: 2 });
    const straight = await fetch(`${env.ANTHROPIC_BASE_URL}/v1/messages`, {
      method: "POST",
      headers: { "x-api-key": "any" },
      body: JSON.stringify(asked({ stream: true })),
    });
    const response = await post(token, asked({ stream: true }), "/llm/v1/messages?beta=true");
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const through = await response.text();
    expect(through).toBe(await straight.text());
    expect(through).toContain("message_stop");
    const call = await called(taskId);
    expect(call).toMatchObject({ outputTokens: Math.ceil(text.length / 4), stopReason: "end_turn" });
    expect(await potOf(taskId)).toMatchObject({ spentUsd: call.microUsd / 1_000_000 });
  });

  it("that nobody listens to any more is paid as far as it came, and leaves no money set aside", async () => {
    const { token, taskId } = await anAssignment();
    await faults("anthropic", { path: "/v1/messages", text: "word ".repeat(20_000) });
    const response = await post(token, asked({ stream: true, max_tokens: 32_000 }));
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    const call = await called(taskId);
    expect(call).toMatchObject({ stopReason: "unfinished", inputTokens: expect.any(Number) });
    expect(call.inputTokens).toBeGreaterThan(0);
    expect(call.outputTokens).toBeLessThan(25_000);
    expect(await potOf(taskId)).toMatchObject({ spentUsd: call.microUsd / 1_000_000, reservedUsd: 0 });
    expect(await callsOf(taskId)).toHaveLength(1);
  });

  it("is paid before its end is passed on: who asks again at once finds the money there", async () => {
    const { taskId } = await anAssignment();
    const asking = { taskId, project: "default", model: "claude-haiku-5-5", worst: 9000 } as const;
    const opened = await openCall(spine, asking);
    if (opened.kind !== "opened") throw new Error("there is money");
    const message = { id: "msg_x", usage: { input_tokens: 1000, output_tokens: 1 } };
    const events = [{ type: "message_start", message }, { type: "message_stop" }];
    const reserved: number[] = [];
    const to = new WritableStream<Uint8Array>({
      write: async () => void reserved.push((await potOf(taskId)).reservedUsd),
    });
    const chunks = events.map((event) => new TextEncoder().encode(`data: ${JSON.stringify(event)}\n\n`));
    const from = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        const chunk = chunks.shift();
        if (chunk === undefined) controller.close();
        else controller.enqueue(chunk);
      },
    });
    await meterStream(opened.call, from, to, goesOn);
    expect(reserved).toEqual([expect.any(Number), 0]);
    expect(reserved[0]).toBeGreaterThanOrEqual(0.009);
  });

  it("that is for work that is over is ended in the middle, and paid as far as it came", async () => {
    const { taskId } = await anAssignment();
    const opened = await openCall(spine, {
      taskId,
      project: "default",
      model: "claude-haiku-5-5",
      worst: 9000,
    });
    if (opened.kind !== "opened") throw new Error("there is money");
    const usage = { input_tokens: 1000, output_tokens: 1 };
    const events = [
      { type: "message_start", message: { id: "msg_x", usage } },
      { type: "content_block_delta", delta: { type: "thinking_delta", thinking: "t".repeat(600) } },
    ];
    const chunks = events.map((event) => new TextEncoder().encode(`data: ${JSON.stringify(event)}\n\n`));
    let cancelled = false;
    const from = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        const chunk = chunks.shift();
        // After its first words it thinks, and says nothing.
        if (chunk === undefined) return new Promise(() => undefined);
        controller.enqueue(chunk);
        return undefined;
      },
      cancel: () => {
        cancelled = true;
      },
    });
    const { readable, writable } = new IdentityTransformStream();
    const carried = meterStream(opened.call, from, writable, async () => true);
    await expect(new Response(readable).text()).rejects.toThrow();
    await carried;
    expect(cancelled).toBe(true);
    expect(await called(taskId)).toMatchObject({ inputTokens: 1000, outputTokens: 200 });
    expect(await potOf(taskId)).toMatchObject({ reservedUsd: 0 });
  });

  it("that breaks off upstream is paid as far as it came, and breaks off for who listens", async () => {
    const { taskId } = await anAssignment();
    const opened = await openCall(spine, {
      taskId,
      project: "default",
      model: "claude-haiku-5-5",
      worst: 9000,
    });
    if (opened.kind !== "opened") throw new Error("there is money");
    const usage = { input_tokens: 1000, output_tokens: 1 };
    const begin = `data: ${JSON.stringify({ type: "message_start", message: { id: "msg_x", usage } })}\n\n`;
    const words = `data: ${JSON.stringify({ type: "content_block_delta", delta: { text: "x".repeat(3000) } })}\n\n`;
    const chunks = [new TextEncoder().encode(begin + words)];
    const from = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        const chunk = chunks.pop();
        if (chunk === undefined) controller.error(new Error("the line is dead"));
        else controller.enqueue(chunk);
      },
    });
    const { readable, writable } = new IdentityTransformStream();
    const carried = meterStream(opened.call, from, writable, goesOn);
    await expect(new Response(readable).text()).rejects.toThrow();
    await carried;
    expect(await called(taskId)).toMatchObject({
      inputTokens: 1000,
      outputTokens: 1000,
      provider: "anthropic",
      stopReason: "unfinished",
    });
    expect(await potOf(taskId)).toMatchObject({ reservedUsd: 0 });
  });
});
