import { env } from "cloudflare:workers";
import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { executorAssignments, ledger, phaseRuns } from "../../../shared/db/schema.ts";
import { assignmentById, assignmentByToken, queueAssignment } from "../../../shared/executor/assignments.ts";
import { resultOf } from "../../../shared/executor/end-assignment.ts";
import { startAssignment } from "../../../shared/executor/start-assignment.ts";
import type { AssignmentEventBody, AssignmentResult } from "../../../shared/executor/protocol.ts";
import type { Phase } from "../../../shared/domain/phase.ts";
import type { StoredSpec } from "../../../shared/executor/stored-spec.ts";
import { watchAssignment } from "../../../shared/executor/watch-assignment.ts";
import { githubClient } from "../../../shared/integrations/github/client.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { FakeExecutor } from "../support/executor.ts";
import { aTask, hour, spine, unique } from "../support/spine.ts";
import { commit, planned } from "./spec.ts";

let executor: FakeExecutor;

let taskId: string;

let assignmentId: string;

beforeEach(async () => {
  executor = new FakeExecutor();
  taskId = await aTask({ id: unique("bug-fix"), kind: "bug_fix" });
  assignmentId = `${taskId}.run-1.1`;
});

const aSpec = (id = assignmentId): Extract<StoredSpec, { mode: "execute" }> => ({
  mode: "execute",
  assignmentId: id,
  taskId,
  repository: {
    name: "acme/checkout",
    cloneUrl: githubClient(spine).cloneUrl("acme/checkout"),
    base: "main",
    testCommand: null,
  },
  report: "It crashes.",
  deadlineMs: 60_000,
  branch: `fix/${taskId}`,
  baseCommit: commit,
  planCommit: commit,
  ...planned,
  allowed: [],
  done: [],
  failure: null,
  ciLogs: null,
});

const queue = async (id = assignmentId): Promise<void> => queueAssignment(executor.spine, aSpec(id));

const start = async (id = assignmentId): Promise<void> => startAssignment(executor.spine, id);

const watch = async (id = assignmentId) => watchAssignment(executor.spine, id);

/** Long after it was sent. */
const watchLater = async () =>
  watchAssignment({ ...executor.spine, now: () => Date.now() + hour }, assignmentId);

async function row(id = assignmentId) {
  const assignment = await assignmentById(spine, id);
  if (!assignment) throw new Error(`no assignment ${id}`);
  return assignment;
}

async function facts(type: string): Promise<Record<string, unknown>[]> {
  const rows = await spine.db.select().from(ledger).where(eq(ledger.taskId, taskId)).orderBy(ledger.seq);
  return rows.flatMap((one) => (one.type === type ? [one.data] : []));
}

const passed = (phase: Phase): AssignmentEventBody => ({
  type: "phase.passed",
  record: { phase, commit, ...(phase === "red" ? { frozen: {}, newTests: ["it crashes"] } : {}) },
  summary: "done",
});

const aRun: AssignmentEventBody = {
  type: "run",
  phase: "red",
  run: {
    name: "the suite before",
    command: "npm test",
    exitCode: 0,
    durationMs: 12,
    commit,
    passed: 3,
    failed: 0,
    failures: [],
    tail: "ok 3",
  },
};

const line: AssignmentEventBody = { type: "line", phase: "red", by: "agent", text: "Read src/cart.js" };

const ready: Extract<AssignmentResult, { kind: "ready" }> = {
  kind: "ready",
  commit,
  files: [{ path: "src/cart.js", added: 1, removed: 0 }],
  diff: "+\u{1f9fa}".repeat(66_000),
  review: "good",
  failedBefore: [],
};

describe("a look at an assignment", () => {
  it("goes on after what is recorded: nothing is lost, and nothing counts twice", async () => {
    await queue();
    await start();
    executor.say(assignmentId, { type: "phase.started", phase: "red" }, line, aRun);
    expect((await watch()).kind).toBe("unreachable");
    executor.say(assignmentId, passed("red"));
    await watch();
    await watch();
    expect(executor.cursors).toEqual([0, 3, 4]);
    expect(await facts("phase.passed")).toHaveLength(1);
    const runs = await spine.db.select().from(phaseRuns).where(eq(phaseRuns.assignmentId, assignmentId));
    expect(runs).toHaveLength(1);
    expect(await (await env.ARTEFACTS.get(runs[0]?.tailKey ?? ""))?.text()).toBe("ok 3");
  });

  it("that dies after it has recorded is made again without counting anything twice", async () => {
    await queue();
    await start();
    executor.say(assignmentId, { type: "phase.started", phase: "red" }, aRun, passed("red"));
    await watch();
    await spine.db
      .update(executorAssignments)
      .set({ seq: 0 })
      .where(eq(executorAssignments.id, assignmentId));
    await watch();
    expect(executor.cursors).toEqual([0, 0]);
    expect(await facts("phase.passed")).toHaveLength(1);
    expect(await facts("run.recorded")).toHaveLength(1);
  });

  it("finds an executor that doesn't know it yet only not there yet", async () => {
    await queue();
    await start();
    executor.assignments.clear();
    expect((await watch()).kind).toBe("unreachable");
    expect(await row()).toMatchObject({ state: "running", starts: 1 });
  });

  it("finds an executor that can't be reached, and changes nothing", async () => {
    await queue();
    await start();
    executor.away = true;
    expect(await watch()).toEqual({ kind: "unreachable", reason: expect.stringContaining("nobody answers") });
    expect((await row()).state).toBe("running");
  });

  it("keeps a large result whole, and only its outcome in the database", async () => {
    await queue();
    await start();
    executor.say(assignmentId, passed("red"), { type: "ended", result: ready });
    expect(await watch()).toEqual({ kind: "ended" });
    expect(await watch()).toEqual({ kind: "ended" });
    expect(await resultOf(spine, assignmentId)).toEqual(ready);
    expect(await row()).toMatchObject({
      state: "ended",
      tokenSha256: null,
      result: { kind: "ready", phase: null, code: null, reason: null },
    });
    expect(await facts("assignment.ended")).toHaveLength(1);
  });
});

describe("an assignment whose container is lost", () => {
  it("goes on in another after its last phase; the token of the first is worth nothing", async () => {
    await queue();
    await start();
    const { token } = executor.assignment(assignmentId).spec.llm;
    executor.say(assignmentId, { type: "phase.started", phase: "red" }, passed("red"));
    await watch();
    executor.assignments.clear();
    expect(await watch()).toEqual({ kind: "queued" });
    expect(await watch()).toEqual({ kind: "queued" });
    expect(await assignmentByToken(spine, token)).toBeNull();
    await start();
    const { spec } = executor.assignment(assignmentId);
    expect(spec.llm.token).not.toBe(token);
    expect(spec).toMatchObject({ done: [{ phase: "red" }] });
    executor.say(assignmentId, { type: "phase.started", phase: "green" }, passed("green"));
    await watch();
    expect((await facts("phase.passed")).map(({ phase }) => phase)).toEqual(["red", "green"]);
    expect(await facts("assignment.lost")).toHaveLength(1);
  });

  it("too often fails, with the reason", async () => {
    await queue();
    for (let n = 0; n < 6; n++) {
      await start();
      executor.assignments.clear();
      await watchLater();
    }
    expect(await row()).toMatchObject({
      state: "ended",
      result: { kind: "failed", code: "internal", reason: expect.stringContaining("lost 6 times") },
    });
  });
});

describe("a finished assignment", () => {
  it("has left no token in the database or among the artefacts", async () => {
    await queue();
    await start();
    const { spec } = executor.assignment(assignmentId);
    executor.say(assignmentId, { type: "phase.started", phase: "red" }, line, aRun, passed("red"), {
      type: "ended",
      result: ready,
    });
    await watch();
    const secrets = [
      spec.llm.token,
      spec.repository.token,
      configuredSpine(env).settings.EXECUTOR_TOKEN ?? "",
    ];
    for (const secret of secrets) expect(secret.length).toBeGreaterThan(8);
    const kept = await everythingKept();
    expect(kept).toContain(assignmentId);
    for (const secret of secrets) expect(kept.includes(secret)).toBe(false);
  });
});

/** All rows and all objects, as one text. */
async function everythingKept(): Promise<string> {
  const tables = await spine.db.all<{ name: string }>(
    sql`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'`,
  );
  const texts: string[] = [];
  for (const { name } of tables)
    texts.push(JSON.stringify(await spine.db.all(sql`SELECT * FROM ${sql.identifier(name)}`)));
  let cursor: string | undefined;
  do {
    const page: R2Objects = await env.ARTEFACTS.list(cursor === undefined ? {} : { cursor });
    for (const { key } of page.objects) texts.push(key, (await (await env.ARTEFACTS.get(key))?.text()) ?? "");
    cursor = page.truncated ? page.cursor : undefined;
  } while (cursor !== undefined);
  return texts.join("\n");
}
