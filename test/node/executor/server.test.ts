import { expect, test, vi } from "vitest";
import { Assignments, type RunAssignment } from "../../../containers/executor/src/assignments.ts";
import { createServer } from "../../../containers/executor/src/server.ts";
import {
  assignmentStatusSchema,
  type AssignmentResult,
  type NumberedEvent,
  numberedEventSchema,
} from "../../../shared/executor/protocol.ts";
import { gitToken, assignmentToken, planAssignmentSpec } from "./support/shop.ts";

const token = "executor-token-of-this-test";
const spec = (id = "task_1.plan.1") =>
  planAssignmentSpec(
    { cloneUrl: "https://git.test/acme/shop.git", llmUrl: "https://worker.test" },
    { assignmentId: id },
  );
const cancelled: AssignmentResult = { kind: "cancelled" };

/** A server whose assignments run until they are cancelled or `finish` is called. */
function executor(
  options: { places?: number; keepAliveMs?: number; run?: RunAssignment; now?: () => number } = {},
) {
  const finishers = new Map<string, (result: AssignmentResult) => void>();
  const run: RunAssignment = (assignment, { emit, signal }) => {
    emit({ type: "phase.started", phase: "plan" });
    const { promise, resolve } = Promise.withResolvers<AssignmentResult>();
    finishers.set(assignment.assignmentId, resolve);
    signal.addEventListener("abort", () => resolve(cancelled));
    return promise;
  };
  const assignments = new Assignments(options.places ?? 2, options.run ?? run, [token], options.now);
  const app = createServer({ assignments, token, warnings: [], keepAliveMs: options.keepAliveMs ?? 5000 });
  const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    app.request(path, {
      method,
      headers: { authorization: `Bearer ${token}`, ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  return {
    app,
    call,
    put: (assignment = spec()) => call("PUT", `/assignments/${assignment.assignmentId}`, assignment),
    finish: (id: string, result: AssignmentResult) => finishers.get(id)?.(result),
  };
}

const failed = (reason: string): AssignmentResult => ({
  kind: "failed",
  phase: "plan",
  code: "refused",
  reason,
});

/** The events that a stream's text holds. */
const eventsIn = (text: string): NumberedEvent[] =>
  [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => numberedEventSchema.parse(JSON.parse(data ?? "")));

test("Without the token nothing can be done, and health is open to all", async () => {
  const { app } = executor();
  for (const authorization of ["", "Bearer ", "Bearer wrong", token])
    for (const [method, path] of [
      ["PUT", "/assignments/a"],
      ["GET", "/assignments/a"],
      ["GET", "/assignments/a/events"],
      ["DELETE", "/assignments/a"],
    ] as const) {
      const answer = await app.request(path, { method, headers: { authorization } });
      expect([answer.status, await answer.json()]).toMatchObject([401, { error: { code: "unauthorized" } }]);
    }
  expect(await (await app.request("/health")).json()).toEqual({ ok: true, running: 0, places: 2 });
});

test("A server without a token lets nobody in", async () => {
  const app = createServer({
    assignments: new Assignments(1, () => Promise.resolve(cancelled), []),
    token: "",
    warnings: [],
  });
  expect((await app.request("/assignments/a", { headers: { authorization: "Bearer " } })).status).toBe(401);
});

test("An assignment is started once, however often it is asked for, also with fresh tokens", async () => {
  const { app, put } = executor();
  const first = await put();
  expect(first.status).toBe(202);
  expect(assignmentStatusSchema.parse(await first.json())).toMatchObject({ state: "running", phase: "plan" });
  const again = spec();
  again.repository.token = "ghs_another";
  again.llm.token = "another";
  expect((await put(again)).status).toBe(200);
  expect(await (await app.request("/health")).json()).toMatchObject({ running: 1 });

  const other = await put({ ...spec(), report: "something else" });
  expect([other.status, await other.json()]).toMatchObject([409, { error: { code: "conflict" } }]);
});

test("When all places are taken, an assignment is sent away with the time to come back, and comes in later", async () => {
  const { call, put, finish } = executor({ places: 1 });
  await put(spec("a"));
  const refused = await put(spec("b"));
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);

  finish("a", failed("no"));
  await vi.waitFor(
    async () => expect(await (await call("GET", "/assignments/a")).json()).toMatchObject({ state: "ended" }),
    10_000,
  );
  expect((await put(spec("b"))).status).toBe(202);
});

test("A spec that is wrong is told where", async () => {
  const { call, put } = executor();
  const answers = [
    await call("PUT", "/assignments/a", "{"),
    await call("PUT", "/assignments/a", { ...spec("a"), llm: { url: "nowhere", token: "t", model: "m" } }),
    await call("PUT", "/assignments/b", spec("a")),
    await call("PUT", "/assignments/a", { ...spec("a"), surprise: 1 }),
    await call("PUT", "/assignments/a", "x".repeat(6 * 1024 * 1024)),
  ];
  const told = await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]));
  expect(told.map(([status]) => status)).toEqual([400, 400, 400, 400, 413]);
  expect(told[1]?.[1]).toContain("llm.url");
  expect(told[2]?.[1]).toContain("assignmentId");
  expect(told[3]?.[1]).toContain("surprise");
  expect((await put(spec("a"))).status).toBe(202);
});

test("Unknown assignments are unknown", async () => {
  const { call } = executor();
  for (const [method, path] of [
    ["GET", "/assignments/a"],
    ["GET", "/assignments/a/events"],
    ["DELETE", "/assignments/a"],
    ["GET", "/elsewhere"],
  ] as const)
    expect((await call(method, path)).status).toBe(404);
});

test("Who follows an assignment gets each event once, in order, and goes on where it has stopped", async () => {
  const say = (text: string) => ({ type: "line", phase: "plan", by: "agent", text }) as const;
  const gate = Promise.withResolvers<void>();
  const { call, put } = executor({
    run: async (_job, { emit }) => {
      emit({ type: "phase.started", phase: "plan" });
      emit(say("one"));
      await gate.promise;
      emit(say("two"));
      return failed("no");
    },
  });
  await put();
  const path = "/assignments/task_1.plan.1/events";
  const live = await call("GET", path);
  expect(live.headers.get("content-type")).toContain("text/event-stream");
  gate.resolve();
  const all = eventsIn(await live.text());
  expect(all.map(({ seq, event }) => [seq, event.type])).toEqual([
    [1, "phase.started"],
    [2, "line"],
    [3, "line"],
    [4, "ended"],
  ]);

  const rest = await call("GET", path, undefined, { "last-event-id": "2" });
  expect(eventsIn(await rest.text())).toEqual(all.slice(2));
  expect((await call("GET", path, undefined, { "last-event-id": "two" })).status).toBe(400);
});

test("A stream without news shows that it lives", async () => {
  const { call, put } = executor({ keepAliveMs: 20 });
  await put();
  const { body } = await call("GET", "/assignments/task_1.plan.1/events");
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes(": still here\n\n")) text += (await reader?.read())?.value ?? "";
  await reader?.cancel();
});

test("A cancelled assignment is over, whatever it answers", async () => {
  const { call, put } = executor({
    run: (_job, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(new Error("AbortError")));
      }),
  });
  await put();
  expect((await call("DELETE", "/assignments/task_1.plan.1")).status).toBe(202);
  const events = eventsIn(await (await call("GET", "/assignments/task_1.plan.1/events")).text());
  expect(events.at(-1)?.event).toEqual({ type: "ended", result: cancelled });
});

test("An assignment that breaks ends as a fault of ours, and no token is in its words", async () => {
  const logged: string[] = [];
  const spies = (["info", "warn", "error"] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation((line: string) => void logged.push(line)),
  );
  const basic = Buffer.from(`x-access-token:${gitToken}`).toString("base64");
  const { call, put } = executor({
    run: (_job, { emit }) => {
      emit({
        type: "line",
        phase: "red",
        by: "referee",
        text: `${gitToken} ${assignmentToken} ${token} ${basic}`,
      });
      return Promise.reject(new Error(`broke with ${gitToken} and ${assignmentToken}`));
    },
  });
  await put();
  const stream = await (await call("GET", "/assignments/task_1.plan.1/events")).text();
  const status = await (await call("GET", "/assignments/task_1.plan.1")).text();
  for (const spy of spies) spy.mockRestore();

  expect(eventsIn(stream).at(-1)?.event).toMatchObject({ result: { kind: "failed", code: "internal" } });
  expect(logged.join()).toContain("assignment.broke");
  for (const secret of [gitToken, assignmentToken, token, basic])
    for (const text of [stream, status, logged.join()]) expect(text).not.toContain(secret);
});

test("Ended assignments are remembered for an hour, the newest hundred", async () => {
  let now = 0;
  const { call, put } = executor({ run: () => Promise.resolve(failed("no")), now: () => now });
  const ended = (id: string) =>
    vi.waitFor(
      async () =>
        expect(await (await call("GET", `/assignments/${id}`)).json()).toMatchObject({ state: "ended" }),
      10_000,
    );
  await put(spec("old"));
  await ended("old");
  now = 61 * 60 * 1000;
  for (let number = 0; number < 102; number += 1) {
    now += 1;
    await put(spec(`new-${number}`));
    await ended(`new-${number}`);
  }
  expect((await call("GET", "/assignments/old")).status).toBe(404);
  expect((await call("GET", "/assignments/new-0")).status).toBe(404);
  expect((await call("GET", "/assignments/new-101")).status).toBe(200);
});
