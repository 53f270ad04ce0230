import { env, exports } from "cloudflare:workers";
import { like } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ledger } from "../../../shared/db/schema.ts";
import { readAgentRequest } from "../../../shared/llm/agent-request.ts";
import { endAssignment } from "../../../shared/executor/end-assignment.ts";
import { assignmentById } from "../../../shared/executor/assignments.ts";
import { cancelTask } from "../../../shared/spine/cancel-task.ts";
import { app } from "../../../workers/app.ts";
import { anAssignment } from "../support/assignment.ts";
import { applied, faults, sandbox } from "../support/slack.ts";
import { forgetPasses } from "../../../shared/spine/service.ts";
import { resume, stop } from "../../../shared/spine/stop.ts";
import { aTask, spine, unique } from "../support/spine.ts";
import { asked, post, potOf, callsOf } from "./call.ts";

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

describe("an agent that is stopped", () => {
  it("gets no answer of the model's, with who stopped it and why, until it goes on", async () => {
    const { token } = await anAssignment();
    const person = { id: "maya", name: "Maya", role: "operator" } as const;
    const { stop: made } = await stop(spine, { scope: { kind: "all" }, person, reason: "it lies" });
    const response = await post(token, asked());
    expect(response.status).toBe(409);
    expect(response.headers.get("x-should-retry")).toBe("false");
    const error = await errorOf(response);
    expect(error).toMatchObject({ type: "stopped" });
    expect(error.message).toMatch(/stopped by maya .*: it lies$/);
    expect(await applied("anthropic", "/v1/messages")).toEqual([]);
    await resume(spine, { stopId: made.id, person, reason: "mended" });
    expect((await post(token, asked())).status).toBe(200);
  });
});

describe("what may be asked", () => {
  it("is no other model, no other path and no other method", async () => {
    const { token, taskId } = await anAssignment();
    const other = await post(token, asked({ model: "claude-opus-5-5" }));
    expect(other.status).toBe(400);
    expect((await errorOf(other)).message).toContain("claude-sonnet-5-5, claude-haiku-5-5");
    const { token: larger } = await anAssignment({ model: "claude-opus-5-5" });
    expect((await post(larger, asked({ model: "claude-sonnet-5-5" }))).status).toBe(400);
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

describe("without money", () => {
  it("an agent is told so, and what was spent stays below the fix's own budget", async () => {
    const { token, taskId } = await anAssignment();
    const read = readAgentRequest(JSON.stringify(asked()), "claude-sonnet-5-5");
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
    forgetPasses();
    await gate.leave(unique("patience"), { kind: "patience", ms: 1500 });
    const response = await post(token, asked());
    expect(response.status).toBe(529);
    expect(response.headers.get("retry-after")).toMatch(/^[12]$/);
    expect(await errorOf(response)).toMatchObject({ type: "overloaded_error" });
    expect(await potOf(taskId)).toMatchObject({ reservedUsd: 0 });
    await vi.waitFor(async () => expect((await gate.view()).pausedUntil).toBeNull(), { timeout: 4000 });
  });
});

describe("the key", () => {
  it("that Claude doesn't take is told at its door, until it takes one again, though only agents ask", async () => {
    const { token } = await anAssignment();
    const gate = env.SERVICE_GATE.getByName("anthropic");
    const body = { type: "error", error: { type: "authentication_error", message: "invalid x-api-key" } };
    const stub = vi
      .spyOn(globalThis, "fetch")
      .mockImplementation(async () => Response.json(body, { status: 401 }));
    try {
      expect((await post(token, asked())).status).toBe(401);
    } finally {
      stub.mockRestore();
    }
    expect((await gate.view()).refusal).toMatchObject({ reason: "Claude's API answered 401" });
    const told = async () => {
      const rows = await spine.db
        .select({ type: ledger.type })
        .from(ledger)
        .where(like(ledger.id, "circuit/anthropic/%"));
      return rows
        .map(({ type }) => type)
        .filter((type) => type === "circuit.refused" || type === "circuit.accepted");
    };
    expect(await told()).toEqual(["circuit.refused"]);
    expect((await post(token, asked())).status).toBe(200);
    await vi.waitFor(async () => expect((await gate.view()).refusal).toBeNull(), 10_000);
    expect(await told()).toEqual(["circuit.refused", "circuit.accepted"]);
  });

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
