import { env } from "cloudflare:workers";
import { and, asc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { executorAssignments, fixes, ledger, tasks } from "../../../../shared/db/schema.ts";
import { endAssignment } from "../../../../shared/executor/end-assignment.ts";
import type { AssignmentRow } from "../../../../shared/executor/assignment-row.ts";
import type { AssignmentResult } from "../../../../shared/executor/protocol.ts";
import { storedSpec } from "../../../../shared/executor/full-spec.ts";
import { githubClient } from "../../../../shared/integrations/github/client.ts";
import { revisionsOf } from "../../../../shared/changes/revisions.ts";
import { fact, record } from "../../../../shared/spine/record.ts";
import type { Change } from "../../../../workflows/change/change.ts";
import { followPullRequest, type Left } from "../../../../workflows/change/follow-pull-request.ts";
import type { Ready } from "../../../../workflows/change/keep-ready.ts";
import type { DurableRun } from "../../../../workflows/durable-run.ts";
import { KillableSteps, type Kill } from "../../support/killable-steps.ts";
import { quietGithub, readyPull, repository } from "../../support/github.ts";
import { aTask, spine, unique } from "../../support/spine.ts";
import { planned as agreed } from "../../executor/spec.ts";

/** No executor takes anything off the queue: the test says what it does. */
const at: Env = new Proxy(env, {
  get: (on, name) => (name === "EXECUTION_TASKS" ? { send: async () => {} } : Reflect.get(on, name)),
});

const planned = "a".repeat(40);
const made = "b".repeat(40);
const commitOf = (n: number): string => String(n).repeat(40);

const ready: Ready = {
  commit: made,
  files: [],
  review: "It is good.",
  pointedOut: [],
  failedBefore: [],
  walls: [],
};

type Does = (assignment: AssignmentRow, nth: number) => AssignmentResult;
const does: Does = (_assignment, nth) => ({
  ...ready,
  kind: "ready",
  commit: commitOf(nth),
  review: `made ${nth}`,
  diff: "diff",
});
const refuses: Does = () => ({ kind: "failed", phase: "revise", code: "refused", reason: "a test fails" });

/** All fixes are followed on one, where each of their comments names its task. */
let pull: Awaited<ReturnType<typeof readyPull>>;

/** A fix that is ready and followed, with an executor that does as it is told, and people who do something whenever nobody works. */
async function scene(executor: Does = does) {
  const { number, head: branch } = pull;
  const taskId = await aTask({ id: unique("bug-fix"), kind: "bug_fix" });
  const now = { createdAt: spine.now(), updatedAt: spine.now() };
  const columns = { fingerprint: taskId, state: "open", depth: "offer", repository } as const;
  await spine.db.insert(fixes).values({ ...now, ...columns, taskId, pullRequest: number });
  const passed = async (run: string, phase: string, commit: string) =>
    record(spine, [
      fact(spine, taskId, `${run}/${phase}`, "phase.passed", `${phase} passed`, {
        run: `${taskId}.${run}`,
        phase,
        record: { phase, commit },
      }),
    ]);
  await passed("run-1", "red", planned);
  await passed("run-1", "review", made);
  const shown: string[] = [];
  const change: Change = {
    repository,
    base: "main",
    pullRequest: number,
    url: "https://github.test/pull",
    run: "run-1",
    spec: (assignmentId, about) => ({
      mode: "execute",
      assignmentId,
      taskId,
      repository: {
        name: repository,
        cloneUrl: githubClient(spine).cloneUrl(repository),
        base: "main",
        testCommand: null,
      },
      report: "It crashes.",
      deadlineMs: 60_000,
      branch,
      baseCommit: planned,
      planCommit: planned,
      ...agreed,
      allowed: [],
      ...about,
    }),
    show: async ({ commit, review }, step) => void shown.push(`${step}: ${commit.slice(0, 3)} ${review}`),
  };
  const assignments = async () =>
    spine.db
      .select()
      .from(executorAssignments)
      .where(eq(executorAssignments.taskId, taskId))
      .orderBy(asc(executorAssignments.createdAt));
  const ask = async (...words: string[]) =>
    record(
      spine,
      words.map((one) =>
        fact(spine, taskId, `github:${one}/revision`, "revision.requested", `lena asks: ${one}`, {
          signalId: `github:${one}`,
          by: "lena",
          at: "src/cart.js:3",
          words: one,
        }),
      ),
    );
  const merge = async () =>
    record(spine, [
      fact(spine, taskId, "pull-request/merged", "pull_request.merged", "merged", { by: "maya" }),
    ]);
  const turns: (() => Promise<unknown>)[] = [];
  let left: Left | null = null;
  let meanwhile: (() => Promise<unknown>) | null = null;
  const work = async (run: DurableRun): Promise<void> => {
    left = await followPullRequest(run, change, ready);
  };
  const people = async (): Promise<void> => {
    const rows = await assignments();
    const open = rows.find(({ state }) => state !== "ended");
    if (open === undefined) return void (await turns.shift()?.());
    await meanwhile?.();
    meanwhile = null;
    const result = executor(open, rows.length);
    if (result.kind === "ready") await passed(open.id.slice(taskId.length + 1, -2), "revise", result.commit);
    await endAssignment(spine, open, result);
  };
  return {
    taskId,
    shown,
    turns,
    ask,
    merge,
    meanwhile: (what: () => Promise<unknown>) => void (meanwhile = what),
    left: () => left,
    follow: (kill: Kill | null = null) => new KillableSteps({ work, people, at }, kill),
    specs: async () => Promise.all((await assignments()).map(async (one) => storedSpec(spine, one))),
    rounds: async () => revisionsOf(spine.db, taskId),
    comments: async () => {
      const said = await githubClient(spine).commentsSince(repository, number, "2020-01-01T00:00:00Z");
      return said.kind === "answered"
        ? said.value.flatMap(({ body }) => (body?.includes(taskId) ? [body] : []))
        : [];
    },
    status: async () => (await spine.db.select().from(tasks).where(eq(tasks.id, taskId)).get())?.status,
  };
}

describe("what reviewers ask for", { timeout: 120_000 }, () => {
  beforeAll(async () => {
    await quietGithub();
    pull = await readyPull();
  }, 60_000);

  it("is done on top of what is there, all that came in at once, and answered with the commit", async () => {
    const { taskId, turns, ask, merge, meanwhile, follow, left, ...seen } = await scene();
    meanwhile(async () => ask("name it", "and test it"));
    turns.push(async () => ask("use a map"), merge);
    await follow().run(taskId);
    expect(left()).toMatchObject({ kind: "merged", by: "maya" });
    const specs = await seen.specs();
    expect(specs).toMatchObject([
      {
        requests: [{ by: "lena", at: "src/cart.js:3", words: "use a map" }],
        done: [{ phase: "red" }, { phase: "review", commit: made }],
        ciLogs: null,
      },
      {
        requests: [{ words: "name it" }, { words: "and test it" }],
        done: [{ phase: "red" }, { phase: "review" }, { phase: "revise", commit: commitOf(1) }],
      },
    ]);
    expect(seen.shown).toEqual(["revised-1: 111 It is good.", "revised-2: 222 It is good."]);
    expect(await seen.rounds()).toMatchObject([
      { round: 1, commit: commitOf(1), words: "made 1", requests: [{ words: "use a map" }] },
      { round: 2, commit: commitOf(2), requests: [{ words: "name it" }, { words: "and test it" }] },
    ]);
    const comments = await seen.comments();
    expect(comments).toMatchObject([
      expect.stringContaining("one request of Lena"),
      expect.stringContaining(commitOf(1)),
      expect.stringContaining("2 requests of Lena"),
      expect.stringContaining(commitOf(2)),
    ]);
  });

  it("is for people after three rounds", async () => {
    const { taskId, turns, ask, merge, follow, ...seen } = await scene();
    for (const n of [1, 2, 3, 4]) turns.push(async () => ask(`wish ${n}`));
    turns.push(merge);
    await follow().run(taskId);
    expect(await seen.specs()).toHaveLength(3);
    expect((await seen.rounds()).map(({ commit }) => commit?.[0] ?? null)).toEqual(["1", "2", "3", null]);
    expect((await seen.comments()).at(-1)).toContain("what is asked for now is for people");
  });

  it("is told why not where the referee refuses it, and the pull request is followed as before", async () => {
    const { taskId, turns, ask, merge, follow, left, ...seen } = await scene(refuses);
    turns.push(
      async () => ask("use a map"),
      async () => expect(await seen.status()).toBe("waiting_merge"),
      merge,
    );
    await follow().run(taskId);
    expect(seen.shown).toEqual([]);
    expect((await seen.comments()).at(-1)).toContain("a test fails");
    expect(await seen.rounds()).toMatchObject([{ commit: null, words: "revise: a test fails" }]);
    expect(left()).toMatchObject({ kind: "merged" });
  });

  it("is done and answered once, wherever the workflow is killed", async () => {
    const whole = await scene();
    whole.turns.push(async () => whole.ask("use a map"), whole.merge);
    const steps = whole.follow();
    await steps.run(whole.taskId);
    for (const n of [0.35, 0.8]) {
      const { taskId, turns, ask, merge, follow, left, ...seen } = await scene();
      turns.push(async () => ask("use a map"), merge);
      const killed = follow({ step: Math.ceil(steps.names.length * n), when: "after" });
      if ((await killed.run(taskId)) === "killed") await killed.again().run(taskId);
      expect(left()).toMatchObject({ kind: "merged" });
      expect(await seen.specs()).toHaveLength(1);
      expect(await seen.comments()).toHaveLength(2);
      const facts = await spine.db
        .select()
        .from(ledger)
        .where(and(eq(ledger.taskId, taskId), eq(ledger.type, "revision.answered")));
      expect(facts).toHaveLength(1);
    }
  });
});
