import { env } from "cloudflare:workers";
import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { executorAssignments, phaseRuns } from "../../../shared/db/schema.ts";
import { assignmentByToken } from "../../../shared/executor/assignments.ts";
import { haltAssignments } from "../../../shared/executor/halt-assignments.ts";
import { resultOf } from "../../../shared/executor/end-assignment.ts";
import type { AssignmentEventBody, AssignmentResult } from "../../../shared/executor/protocol.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { resume, stop } from "../../../shared/spine/stop.ts";
import { spine } from "../support/spine.ts";
import { passed, Scene } from "./scene.ts";
import { commit } from "./spec.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await Scene.open();
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
  walls: [],
  pointedOut: [],
};

describe("an assignment that is stopped", () => {
  it("ends where it is, and starts only when it goes on, after the phases that are behind it", async () => {
    const maya = { id: "maya", name: "Maya", role: "operator" } as const;
    const again = `${scene.taskId}.run-1.2`;
    await scene.queue();
    await scene.start();
    scene.executor.say(scene.assignmentId, passed("red"));
    await scene.watch();
    const scope = { kind: "service", name: "anthropic" } as const;
    const { stop: made } = await stop(spine, { scope, person: maya, reason: "it lies" });
    expect(await haltAssignments(scene.executor.spine)).toBe(1);
    expect(scene.executor.assignment(scene.assignmentId).cancelled).toBe(true);
    expect(await scene.watch()).toEqual({ kind: "ended" });
    expect((await scene.row()).result).toMatchObject({ kind: "stopped" });
    await scene.queue(again);
    await scene.start(again);
    expect(await scene.watch(again)).toMatchObject({ kind: "stopped", stopId: made.id });
    expect(scene.executor.assignments.has(again)).toBe(false);
    await resume(spine, { stopId: made.id, person: maya, reason: "mended" });
    await scene.start(again);
    const { spec } = scene.executor.assignment(again);
    expect(spec.mode === "execute" ? spec.done.map(({ phase }) => phase) : []).toEqual(["red"]);
  });
});

describe("a look at an assignment", () => {
  it("goes on after what is recorded: nothing is lost, and nothing counts twice", async () => {
    await scene.queue();
    await scene.start();
    scene.executor.say(scene.assignmentId, { type: "phase.started", phase: "red" }, line, aRun);
    expect((await scene.watch()).kind).toBe("unreachable");
    scene.executor.say(scene.assignmentId, passed("red"));
    await scene.watch();
    await scene.watch();
    expect(scene.executor.cursors).toEqual([0, 3, 4]);
    expect(await scene.facts("phase.passed")).toHaveLength(1);
    const runs = await spine.db
      .select()
      .from(phaseRuns)
      .where(eq(phaseRuns.assignmentId, scene.assignmentId));
    expect(runs).toHaveLength(1);
    expect(await (await env.ARTEFACTS.get(runs[0]?.tailKey ?? ""))?.text()).toBe("ok 3");
  });

  it("that dies after it has recorded is made again without counting anything twice", async () => {
    await scene.queue();
    await scene.start();
    scene.executor.say(scene.assignmentId, { type: "phase.started", phase: "red" }, aRun, passed("red"));
    await scene.watch();
    await spine.db
      .update(executorAssignments)
      .set({ seq: 0 })
      .where(eq(executorAssignments.id, scene.assignmentId));
    await scene.watch();
    expect(scene.executor.cursors).toEqual([0, 0]);
    expect(await scene.facts("phase.passed")).toHaveLength(1);
    expect(await scene.facts("run.recorded")).toHaveLength(1);
  });

  it("finds an executor that doesn't know it yet only not there yet", async () => {
    await scene.queue();
    await scene.start();
    scene.executor.assignments.clear();
    expect((await scene.watch()).kind).toBe("unreachable");
    expect(await scene.row()).toMatchObject({ state: "running", starts: 1 });
  });

  it("finds an executor that can't be reached, and changes nothing", async () => {
    await scene.queue();
    await scene.start();
    scene.executor.away = true;
    expect(await scene.watch()).toEqual({
      kind: "unreachable",
      reason: expect.stringContaining("nobody answers"),
    });
    expect((await scene.row()).state).toBe("running");
  });

  it("keeps a large result whole, and only its outcome in the database", async () => {
    await scene.queue();
    await scene.start();
    scene.executor.say(scene.assignmentId, passed("red"), { type: "ended", result: ready });
    expect(await scene.watch()).toEqual({ kind: "ended" });
    expect(await scene.watch()).toEqual({ kind: "ended" });
    expect(await resultOf(spine, scene.assignmentId)).toEqual(ready);
    expect(await scene.row()).toMatchObject({
      state: "ended",
      tokenSha256: null,
      result: { kind: "ready", phase: null, code: null, reason: null },
    });
    expect(await scene.facts("assignment.ended")).toHaveLength(1);
  });
});

describe("an assignment whose container is lost", () => {
  it("goes on in another after its last phase; the token of the first is worth nothing", async () => {
    await scene.queue();
    await scene.start();
    const { token } = scene.executor.assignment(scene.assignmentId).spec.llm;
    scene.executor.say(scene.assignmentId, { type: "phase.started", phase: "red" }, passed("red"));
    await scene.watch();
    scene.executor.assignments.clear();
    expect(await scene.watch()).toEqual({ kind: "queued" });
    expect(await scene.watch()).toEqual({ kind: "queued" });
    expect(await assignmentByToken(spine, token)).toBeNull();
    await scene.start();
    const { spec } = scene.executor.assignment(scene.assignmentId);
    expect(spec.llm.token).not.toBe(token);
    expect(spec).toMatchObject({ done: [{ phase: "red" }] });
    scene.executor.say(scene.assignmentId, { type: "phase.started", phase: "green" }, passed("green"));
    await scene.watch();
    expect((await scene.facts("phase.passed")).map(({ phase }) => phase)).toEqual(["red", "green"]);
    expect(await scene.facts("assignment.lost")).toHaveLength(1);
  });

  it("too often fails, with the reason", async () => {
    await scene.queue();
    for (let n = 0; n < 6; n++) {
      await scene.start();
      scene.executor.assignments.clear();
      await scene.watchLater();
    }
    expect(await scene.row()).toMatchObject({
      state: "ended",
      result: { kind: "failed", code: "internal", reason: expect.stringContaining("lost 6 times") },
    });
  });
});

describe("a finished assignment", () => {
  it("has left no token in the database or among the artefacts", async () => {
    await scene.queue();
    await scene.start();
    const { spec } = scene.executor.assignment(scene.assignmentId);
    scene.executor.say(
      scene.assignmentId,
      { type: "phase.started", phase: "red" },
      line,
      aRun,
      passed("red"),
      {
        type: "ended",
        result: ready,
      },
    );
    await scene.watch();
    const secrets = [
      spec.llm.token,
      spec.repository.token,
      configuredSpine(env).settings.EXECUTOR_TOKEN ?? "",
    ];
    for (const secret of secrets) expect(secret.length).toBeGreaterThan(8);
    const kept = await everythingKept();
    expect(kept).toContain(scene.assignmentId);
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
