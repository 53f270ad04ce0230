import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { ledger, tasks } from "../../../shared/db/schema.ts";
import { endAssignmentsOf } from "../../../shared/executor/end-assignment.ts";
import {
  assignmentById,
  assignmentByToken,
  queueAssignment,
  sweepAssignments,
} from "../../../shared/executor/assignments.ts";
import { startAssignment } from "../../../shared/executor/start-assignment.ts";
import type { AssignmentEventBody } from "../../../shared/executor/protocol.ts";
import type { Phase } from "../../../shared/domain/phase.ts";
import type { StoredSpec } from "../../../shared/executor/stored-spec.ts";
import { watchAssignment } from "../../../shared/executor/watch-assignment.ts";
import { githubClient } from "../../../shared/integrations/github/client.ts";
import { sha256 } from "../../../shared/platform/digest.ts";
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

describe("an assignment's start", () => {
  it("gives it to an executor once, however often the queue delivers it", async () => {
    await queue();
    await start();
    await start();
    const { spec } = executor.assignment(assignmentId);
    expect(await row()).toMatchObject({ state: "running", starts: 1, seq: 0 });
    expect((await assignmentByToken(spine, spec.llm.token))?.id).toBe(assignmentId);
    expect(await facts("assignment.started")).toEqual([{ assignmentId, mode: "execute", start: 1 }]);
  });

  it("waits for a free place as long as it takes, which is no loss of an executor", async () => {
    await queue();
    executor.full = true;
    for (let n = 0; n < 8; n++) await start();
    expect(await row()).toMatchObject({ state: "queued", starts: 0 });
    expect(executor.queued).toHaveLength(9);
    executor.full = false;
    await start();
    expect(await row()).toMatchObject({ state: "running", starts: 1 });
    executor.assignments.clear();
    expect(await watchLater()).toEqual({ kind: "queued" });
  });

  it("whose answer is lost is made again with the token that the executor has got", async () => {
    await queue();
    executor.losesAnswers = true;
    await expect(start()).rejects.toThrow("the connection broke");
    expect((await row()).state).toBe("queued");
    executor.losesAnswers = false;
    await start();
    const { spec } = executor.assignment(assignmentId);
    expect(await row()).toMatchObject({
      state: "running",
      starts: 1,
      tokenSha256: await sha256(spec.llm.token),
    });
  });

  it("that reaches nobody leaves it on the queue", async () => {
    await queue();
    executor.away = true;
    await expect(start()).rejects.toThrow("nobody answers");
    expect(await row()).toMatchObject({ state: "queued", starts: 0 });
  });

  it("of an assignment that is ended on the way ends it there, too", async () => {
    await queue();
    executor.onTheWay = async () => {
      await spine.db
        .update(tasks)
        .set({ cancel: { by: "priya", reason: "no" } })
        .where(eq(tasks.id, taskId));
      await watch();
    };
    await start();
    expect(executor.assignment(assignmentId).cancelled).toBe(true);
    expect(await row()).toMatchObject({ state: "ended", result: { kind: "cancelled" } });
    expect(await facts("assignment.started")).toEqual([]);
  });

  it("is repeated by the sweep when the queue has forgotten it, and not sooner", async () => {
    await queue();
    await sweepAssignments(executor.spine);
    expect(executor.queued.filter((id) => id === assignmentId)).toHaveLength(1);
    await sweepAssignments({ ...executor.spine, now: () => Date.now() + hour });
    expect(executor.queued.filter((id) => id === assignmentId)).toHaveLength(2);
  });
});

describe("an assignment's attempts", () => {
  it("share what the referee has let through with each other, and with a repair that builds on them", async () => {
    await queue();
    await start();
    executor.say(assignmentId, passed("red"), passed("green"), {
      type: "ended",
      result: { kind: "out_of_budget", phase: "refactor" },
    });
    await watch();
    const next = `${taskId}.run-1.2`;
    await queue(next);
    await start(next);
    expect(executor.assignment(next).spec).toMatchObject({ done: [{ phase: "red" }, { phase: "green" }] });

    const repair = `${taskId}.repair-1.1`;
    const done = [{ phase: "red" as const, commit }];
    await queueAssignment(executor.spine, { ...aSpec(repair), done, ciLogs: "it fails" });
    await start(repair);
    expect(executor.assignment(repair).spec).toMatchObject({ done, ciLogs: "it fails" });
  });
});

describe("a task that is over", () => {
  it("by a cancel ends its assignment where it runs", async () => {
    await queue();
    await start();
    await spine.db
      .update(tasks)
      .set({ cancel: { by: "priya", reason: "no" } })
      .where(eq(tasks.id, taskId));
    expect(await watch()).toEqual({ kind: "cancelled", cancel: { by: "priya", reason: "no" } });
    expect(executor.assignment(assignmentId).cancelled).toBe(true);
    expect(await row()).toMatchObject({ state: "ended", tokenSha256: null, result: { kind: "cancelled" } });
  });

  it("leaves nothing with an executor, nor on the queue; a container is not woken for it", async () => {
    await queue();
    const running = `${taskId}.run-2.1`;
    await queue(running);
    await start(running);
    await endAssignmentsOf(executor.spine, taskId);
    expect((await row()).state).toBe("ended");
    expect((await row(running)).state).toBe("ended");
    expect(executor.deleted).toBe(1);
    await start();
    expect(executor.assignments.has(assignmentId)).toBe(false);
  });
});
