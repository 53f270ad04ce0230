import { env, exports } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ledger, llmCalls } from "../../../shared/db/schema.ts";
import { readAgentRequest } from "../../../shared/llm/agent-request.ts";
import { openCall } from "../../../shared/spine/paid-call.ts";
import { meterStream } from "../../../shared/llm/meter.ts";
import { costOf } from "../../../shared/llm/models.ts";
import { assignmentById } from "../../../shared/executor/assignments.ts";
import { endAssignment } from "../../../shared/executor/end-assignment.ts";
import { cancelTask } from "../../../shared/spine/cancel-task.ts";
import { app } from "../../../workers/app.ts";
import { anAssignment } from "../support/assignment.ts";
import { applied, faults, sandbox } from "../support/slack.ts";
import { aTask, spine, unique } from "../support/spine.ts";
import { api } from "../support/task.ts";

const asked = (over: object = {}) => ({
  model: "claude-sonnet-5-5",
  max_tokens: 2000,
  messages: [{ role: "user", content: "What is wrong with the basket?" }],
  ...over,
});

async function post(token: string, body: unknown, path = "/llm/v1/messages"): Promise<Response> {
  return exports.default.fetch(`http://signalbox.test${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "anthropic-version": "2023-06-01",
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

/** The same, by a Worker that is configured in another way. */
async function postTo(settings: Partial<Record<keyof Env, string>>, token: string, body: unknown) {
  const request = new Request("http://signalbox.test/llm/v1/messages", {
    method: "POST",
    headers: { "x-api-key": token },
    body: JSON.stringify(body),
  });
  return app.fetch(request, { ...env, ...settings });
}

async function errorOf(response: Response): Promise<{ type: string; message: string }> {
  const { type, error } = JSON.parse(await response.text());
  expect(type).toBe("error");
  return error;
}

async function potOf(taskId: string) {
  const { budgets } = JSON.parse(await (await api(`/api/budgets?task=${taskId}`)).text());
  return budgets.find((one: { scope: string }) => one.scope === "task");
}

const callsOf = async (taskId: string) => spine.db.select().from(llmCalls).where(eq(llmCalls.taskId, taskId));
const called = async (taskId: string) =>
  vi.waitFor(async () => {
    const [call] = await callsOf(taskId);
    if (call === undefined) throw new Error("no call is recorded yet");
    return call;
  });

beforeEach(async () => {
  await sandbox("/anthropic/_sandbox/reset", {});
});

describe("who may ask Claude through the proxy", () => {
  it("is a running assignment, by its token, as a bearer or as an API key", async () => {
    const { token } = await anAssignment();
    expect((await post(token, asked())).status).toBe(200);
    expect((await postTo({}, token, asked())).status).toBe(200);
  });

  it("is nobody else", async () => {
    for (const token of ["unknown", "", "test-api-token", "sandbox-key"]) {
      const response = await post(token, asked());
      expect(response.status).toBe(401);
      expect(await errorOf(response)).toMatchObject({ type: "authentication_error" });
    }
    expect(await applied("anthropic", "/v1/messages")).toEqual([]);
  });

  it("is no assignment that waits, or whose task is cancelled; an ended assignment's token is worth nothing", async () => {
    const waiting = await anAssignment({ state: "queued" });
    const cancelled = await anAssignment();
    await cancelTask(spine, { taskId: cancelled.taskId, by: "maya", reason: "not now" });
    const done = await anAssignment({ taskId: await aTask({ id: unique("bug-fix"), status: "failed" }) });
    for (const { token } of [waiting, cancelled, done]) {
      const response = await post(token, asked());
      expect(response.status).toBe(409);
      // Anthropic's clients repeat what was answered with a 409 unless they are told not to.
      expect(response.headers.get("x-should-retry")).toBe("false");
      expect(await errorOf(response)).toMatchObject({ type: "assignment_over" });
    }
    const ended = await anAssignment();
    const row = await assignmentById(spine, ended.id);
    if (row === undefined) throw new Error("the assignment is recorded");
    await endAssignment(spine, row, { kind: "cancelled" });
    expect((await post(ended.token, asked())).status).toBe(401);
    expect(await applied("anthropic", "/v1/messages")).toEqual([]);
  });
});

describe("what may be asked", () => {
  it("is no other model, no other path and no other method", async () => {
    const { token, taskId } = await anAssignment();
    const other = await post(token, asked({ model: "claude-opus-5-5" }));
    expect(other.status).toBe(400);
    expect((await errorOf(other)).message).toContain("claude-sonnet-5-5, claude-haiku-5-5");
    expect((await post(token, asked({ model: "claude-1" }))).status).toBe(404);
    expect((await post(token, "{")).status).toBe(400);
    for (const path of ["/llm/v1/models", "/llm/v1/messages/batches", "/llm", "/llm/v1/messages/../files"])
      expect([path, (await post(token, asked(), path)).status]).toEqual([path, 404]);
    const get = await exports.default.fetch("http://signalbox.test/llm/v1/messages", {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(get.status).toBe(404);
    expect(await callsOf(taskId)).toEqual([]);
  });

  it("may be far longer than at other doors, and yet not endless", async () => {
    const { token } = await anAssignment();
    const long = (megabytes: number) =>
      asked({
        model: "claude-haiku-5-5",
        messages: [{ role: "user", content: "a".repeat(megabytes * 1024 * 1024) }],
      });
    expect((await post(token, long(3))).status).toBe(200);
    const tooLong = await post(token, long(17));
    expect(tooLong.status).toBe(413);
    expect(await errorOf(tooLong)).toMatchObject({ type: "request_too_large" });
  });

  it("is counted for nothing", async () => {
    const { token, taskId } = await anAssignment();
    const { max_tokens: _, ...count } = asked();
    const response = await post(token, count, "/llm/v1/messages/count_tokens?beta=true");
    expect(JSON.parse(await response.text())).toEqual({ input_tokens: expect.any(Number) });
    expect(await potOf(taskId)).toMatchObject({ spentUsd: 0, reservedUsd: 0 });
    expect(await callsOf(taskId)).toEqual([]);
  });

  it("gets no longer an answer than agents may have", async () => {
    const { token } = await anAssignment();
    await post(token, asked({ max_tokens: 200_000 }));
    expect(await applied("anthropic", "/v1/messages", '"max_tokens":32000')).toHaveLength(1);
  });
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
    await meterStream(opened.call, from, to);
    expect(reserved).toEqual([0.009, 0]);
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
    const carried = meterStream(opened.call, from, writable);
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

describe("without money", () => {
  it("an agent is told so, and what was spent stays below the fix's own budget", async () => {
    const { token, taskId } = await anAssignment();
    const read = readAgentRequest(JSON.stringify(asked()));
    if (read.kind === "refused") throw new Error(read.message);
    const poor = { LLM_FIX_BUDGET_USD: String((read.worst * 1.2) / 1_000_000) };
    const statuses: number[] = [];
    let last = new Response();
    while (statuses.at(-1) !== 402 && statuses.length < 50) {
      last = await postTo(poor, token, asked());
      statuses.push(last.status);
      if (last.status === 200) await last.text();
    }
    expect(statuses.slice(0, -1).every((status) => status === 200)).toBe(true);
    expect(statuses.length).toBeGreaterThan(1);
    const error = await errorOf(last);
    expect(error.type).toBe("budget_exhausted");
    expect(error.message).toContain("the task's budget");
    const calls = await callsOf(taskId);
    expect(calls).toHaveLength(statuses.length - 1);
    expect(calls.reduce((sum, call) => sum + call.microUsd, 0)).toBeLessThanOrEqual(read.worst * 1.2);
    // Another task's budget is its own, and texts have another limit.
    expect((await postTo({ LLM_TASK_BUDGET_USD: "0.000001" }, token, asked())).status).toBe(200);
  });

  it("nothing leaves for Claude", async () => {
    const { token, taskId } = await anAssignment();
    expect((await postTo({ LLM_FIX_BUDGET_USD: "0.00001" }, token, asked())).status).toBe(402);
    expect(await applied("anthropic", "/v1/messages")).toEqual([]);
    expect(await potOf(taskId)).toMatchObject({ spentUsd: 0, reservedUsd: 0 });
  });
});

describe("Claude in trouble", () => {
  it.each([
    ["529 with Retry-After", { status: 529, retryAfter: 7 }, 529],
    ["429", { status: 429 }, 429],
    ["a refusal", { status: 400 }, 400],
    ["a lost answer", { drop: true }, 502],
  ])("is passed on: %s, and nothing is paid", async (_what, fault, status) => {
    const { token, taskId } = await anAssignment();
    await faults("anthropic", { path: "/v1/messages", ...fault });
    const response = await post(token, asked({ stream: true }));
    expect(response.status).toBe(status);
    if ("retryAfter" in fault) expect(response.headers.get("retry-after")).toBe("7");
    expect(await errorOf(response)).toMatchObject({ type: "api_error" });
    expect(await potOf(taskId)).toMatchObject({ spentUsd: 0, reservedUsd: 0 });
    expect(await callsOf(taskId)).toEqual([]);
    // It has left the door: the next one gets in.
    expect((await post(token, asked())).status).toBe(200);
  });

  it("keeps agents waiting at the door, in the API's own words", async () => {
    const { token, taskId } = await anAssignment();
    const gate = env.SERVICE_GATE.getByName("anthropic");
    const id = unique("patience");
    await gate.enter({ id, target: id });
    await gate.leave(id, { kind: "patience", ms: 1500 });
    const response = await post(token, asked());
    expect(response.status).toBe(529);
    expect(response.headers.get("retry-after")).toMatch(/^[12]$/);
    expect(await errorOf(response)).toMatchObject({ type: "overloaded_error" });
    expect(await potOf(taskId)).toMatchObject({ reservedUsd: 0 });
    await vi.waitFor(async () => expect((await gate.view()).pausedUntil).toBeNull(), { timeout: 4000 });
  });
});

describe("the key", () => {
  it("is sent to Claude and to nobody else, nor does what an agent adds reach it", async () => {
    const { token } = await anAssignment();
    const key = "sk-ant-very-secret-key-of-ours";
    const seen: Headers[] = [];
    const answers = [
      new Response(`{"type":"error","error":{"type":"authentication_error","message":"invalid ${key}"}}`, {
        status: 401,
        headers: { "anthropic-organization-id": "org-1", "set-cookie": "a=b", "request-id": "req_1" },
      }),
      Response.redirect("https://elsewhere.example/", 302),
    ];
    const stub = vi.spyOn(globalThis, "fetch").mockImplementation(async (_input, init) => {
      seen.push(new Headers(init?.headers));
      return answers[seen.length - 1] ?? new Response(null, { status: 500 });
    });
    try {
      const refused = await postTo({ ANTHROPIC_API_KEY: key }, token, asked());
      expect(refused.status).toBe(401);
      expect(await refused.text()).not.toContain("very-secret");
      expect(Object.fromEntries(refused.headers)).toEqual({
        "content-type": "text/plain;charset=UTF-8",
        "request-id": "req_1",
      });
      expect((await postTo({ ANTHROPIC_API_KEY: key }, token, asked())).status).toBe(502);
    } finally {
      stub.mockRestore();
    }
    expect(seen).toHaveLength(2);
    for (const headers of seen) {
      expect(headers.get("x-api-key")).toBe(key);
      expect([...headers.values()].join(" ")).not.toContain(token);
    }
  });
});
