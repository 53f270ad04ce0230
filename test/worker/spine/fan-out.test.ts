import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { signals, tasks } from "../../../shared/db/schema.ts";
import { answersTo } from "../../../shared/db/signals.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { rulesSchema } from "../../../shared/jobs/rules.ts";
import { type Job, type Offer, taking } from "../../../shared/spine/job.ts";
import { assembleJobs, taskIdOf } from "../../../shared/spine/jobs.ts";
import { receive, sweepOutbox } from "../../../shared/spine/receive.ts";
import { retryTask } from "../../../shared/spine/retry-task.ts";
import { routeSignal } from "../../../shared/spine/route-signal.ts";
import type { SignalForm } from "../../../shared/spine/signal-form.ts";
import { unique } from "../support/spine.ts";

const change: SignalForm<{ issue: string }> = {
  schema: z.strictObject({ issue: z.string() }),
  words: ({ issue }) => `${issue} has changed`,
};

/** What each of the two jobs says next, and how often it was asked. */
const says = new Map<string, (taskId: string) => Offer>();
const asked = new Map<string, number>();
const sent: string[] = [];

function aJob(name: string): Job {
  const metrics = { backlogCount: 0, backlogBytes: 0 };
  const queue: Queue = {
    metrics: async () => metrics,
    send: async () => Promise.reject(new Error("all at once")),
    sendBatch: async () => {
      sent.push(name);
      return { metadata: { metrics } };
    },
  };
  return {
    name,
    queues: [{ name: `${name}-tasks`, of: () => queue, deadLetters: () => queue }],
    // What its instances do is not looked at here.
    workflow: () => env.ERRAND,
    proposes: [],
    revisable: false,
    takes: {
      "jira.changed": taking("Jira change", change, async (_spine, { taskId }) => {
        asked.set(name, (asked.get(name) ?? 0) + 1);
        const answer = says.get(name);
        if (answer === undefined) throw new Error("the power is gone");
        return answer(taskId);
      }),
    },
    budgetUsd: () => 1,
    duties: {},
  };
}

const fixing = aJob("toy-fix");
const watching = aJob("toy-watch");
const both = [fixing, watching];
const spine = configuredSpine(env, { jobs: assembleJobs(both, rulesSchema) });

const begins = (): Offer => ({
  kind: "begin",
  task: {
    kind: "toy",
    title: null,
    project: "default",
    conversation: null,
    by: "lena",
    said: "lena moved it",
  },
});
const declines = (reason: string) => (): Offer => ({ kind: "decline", reason });

async function changed(): Promise<string> {
  const id = `jira:${unique()}`;
  const body = { issue: "OPS-1" };
  await receive(spine, { id, kind: "jira.changed", provenance: "internal", body, dropReason: null });
  return id;
}
const route = async (id: string, job: Job): Promise<void> => routeSignal(spine, both, id, job.queues[0].name);
const signal = async (id: string) => spine.db.select().from(signals).where(eq(signals.id, id)).get();
const tasksOf = async (id: string) =>
  (await spine.db.select({ id: tasks.id }).from(tasks).where(eq(tasks.signalId, id))).map((row) => row.id);

beforeEach(() => {
  says.clear();
  asked.clear();
  sent.length = 0;
});

describe("a signal that no job takes", () => {
  it("is on record with that for its reason, and is not swept again and again", async () => {
    const id = `jira:${unique()}`;
    const told = { id, kind: "jira.hummed", provenance: "internal", body: {}, dropReason: null } as const;
    expect(await receive(spine, told)).toBe("dropped");
    expect(await signal(id)).toMatchObject({ status: "dropped", reason: "no job takes jira.hummed" });
    expect(sent).toEqual([]);
  });
});

describe("a signal that two jobs take", () => {
  it("is a task of each that says yes, and waits on the queue of both", async () => {
    for (const { name } of both) says.set(name, begins);
    const id = await changed();
    await expect.poll(() => sent.toSorted()).toEqual(["toy-fix", "toy-watch"]);
    for (const job of both) await route(id, job);
    expect((await signal(id))?.status).toBe("handled");
    expect((await tasksOf(id)).toSorted()).toEqual(
      [await taskIdOf(id, fixing), await taskIdOf(id, watching)].toSorted(),
    );
  });

  it("is through only when both have answered, and keeps each one's reason", async () => {
    says.set("toy-fix", declines("it asks for no fix"));
    says.set("toy-watch", declines("nobody watches OPS"));
    const id = await changed();
    await route(id, fixing);
    expect((await signal(id))?.status).not.toBe("dropped");
    await route(id, watching);
    expect(await signal(id)).toMatchObject({
      status: "dropped",
      reason: "toy-fix: it asks for no fix; toy-watch: nobody watches OPS",
    });
    expect(await answersTo(spine.db, [id])).toMatchObject([
      { job: "toy-fix", answer: "declined", reason: "it asks for no fix", taskId: null },
      { job: "toy-watch", answer: "declined", reason: "nobody watches OPS", taskId: null },
    ]);
  });

  it("is not lost to one by the other's trouble, and who has answered is asked no more", async () => {
    says.set("toy-watch", declines("nobody watches OPS"));
    const id = await changed();
    await expect(route(id, fixing)).rejects.toThrow("the power is gone");
    await route(id, watching);
    await route(id, watching);
    expect(asked.get("toy-watch")).toBe(1);
    says.set("toy-fix", declines("it asks for no fix"));
    const later = { ...spine, now: () => Date.now() + 86_400_000 };
    sent.length = 0;
    expect(await sweepOutbox(later)).toBeGreaterThan(0);
    expect(sent).toContain("toy-fix");
    await route(id, fixing);
    expect((await signal(id))?.status).toBe("dropped");
  });

  it("is for one job alone when it does a task of that again", async () => {
    for (const { name } of both) says.set(name, begins);
    const id = await changed();
    await route(id, watching);
    const taskId = await taskIdOf(id, watching);
    await spine.db.update(tasks).set({ status: "failed" }).where(eq(tasks.id, taskId));
    const retried = await retryTask(spine, { taskId, by: "lena" });
    if (retried.kind !== "retried") throw new Error(retried.reason);
    expect(retried.taskId).toContain("toy-watch-");
    await expect(route(`retry:${taskId}`, fixing)).rejects.toThrow("no job of toy-fix-tasks takes");
  });
});

describe("jobs that mean different things by one kind", () => {
  it("are no system", () => {
    const other = {
      ...aJob("toy-other"),
      takes: { "jira.changed": taking("x", { ...change }, async () => begins()) },
    };
    expect(() => assembleJobs([fixing, other], rulesSchema)).toThrow("means something else by jira.changed");
  });
});
