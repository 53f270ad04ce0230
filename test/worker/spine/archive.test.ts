import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
  actionOutcomes,
  actions,
  effects,
  ledger,
  signalAnswers,
  signals,
  tasks,
} from "../../../shared/db/schema.ts";
import { archiveTasks } from "../../../shared/spine/archive/archive-tasks.ts";
import { closedTasks } from "../../../shared/spine/archive/closed-tasks.ts";
import type { Spine } from "../../../shared/spine/context.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { errand } from "../../../shared/jobs/errand/job.ts";
import { queueFor } from "../../../shared/spine/job-card.ts";
import { taskIdOf } from "../../../shared/spine/jobs.ts";
import { routeSignal } from "../../../shared/spine/route-signal.ts";
import { decide } from "../../../shared/spine/decide.ts";
import { readTrust } from "../../../shared/spine/evidence.ts";
import { receive } from "../../../shared/spine/receive.ts";
import { fact, record } from "../../../shared/spine/record.ts";
import { replyToTask } from "../../../shared/spine/reply-to-task.ts";
import { app } from "../../../workers/app.ts";
import { countedTo } from "../../../workers/metrics/count-up.ts";
import { allowed, performed } from "../support/carried-out.ts";
import { aTask, hour, mailTo, spine, spineAt, unique, yes } from "../support/spine.ts";
import { api, send } from "../support/task.ts";

const later = 200 * 24 * hour;

/** A task that has sent a mail, was asked before, and is over. */
async function overTask(): Promise<{ taskId: string; actionId: string }> {
  const actionId = await allowed("email_external", mailTo(`${unique()}@outside.example`, "Hello"));
  expect(await performed(actionId)).toBe("done");
  const { taskId } = await only(spine.db.select().from(actions).where(eq(actions.id, actionId)));
  await record(spine, [
    fact(spine, taskId, "signal", "signal.received", "priya asked for it", {}),
    fact(spine, taskId, "done", "task.done", "done", {}),
    fact(spine, taskId, "closed", "task.closed", "closed", {}),
  ]);
  return { taskId, actionId };
}

async function only<T>(rows: PromiseLike<T[]>): Promise<T> {
  const [row] = await rows;
  if (row === undefined) throw new Error("there is none");
  return row;
}

/** Runs the duty, long after; something has happened since, as it always has. */
async function archiveAll(at: Spine = spineAt(later)): Promise<number> {
  await record(spine, [fact(spine, unique("errand"), "since", "task.started", "since then", {})]);
  return archiveTasks(at, async () => countedTo(at));
}

const text = async (path: string): Promise<string> => (await api(path)).text();
const archivedAt = /"archivedAt":(?:null|"[^"]+")/;

/** All that people can read of a task, but when it moved. */
async function known(taskId: string): Promise<string[]> {
  const paths = [
    `/api/tasks/${taskId}`,
    `/api/tasks/${taskId}/why`,
    `/api/signals/api:test:${taskId}`,
    `/api/ledger?task=${taskId}`,
  ];
  return Promise.all(paths.map(async (path) => (await text(path)).replace(archivedAt, "")));
}

const rowsOf = async (taskId: string): Promise<number> => spine.db.$count(ledger, eq(ledger.taskId, taskId));
const placesOf = async (taskId: string): Promise<number> =>
  (await env.ARTEFACTS.list({ prefix: `archive/tasks/${taskId}/` })).objects.length;

describe("a task that was over long ago", () => {
  it("reads the same from the archive as before, and costs no level", async () => {
    const { taskId } = await overTask();
    const before = await known(taskId);
    const trust = async () => (await readTrust(spine, ["default"])).evidenceFor("default", "email_external");
    const trusted = await trust();
    expect(await archiveAll()).toBeGreaterThan(0);
    expect(await rowsOf(taskId)).toBe(0);
    expect(await spine.db.$count(effects, eq(effects.taskId, taskId))).toBe(0);
    expect(await known(taskId)).toEqual(before);
    expect(await text(`/api/tasks/${taskId}`)).toMatch(/"archivedAt":"/);
    expect(await text(`/api/tasks?q=${taskId}`)).toContain(taskId);
    expect(await trust()).toEqual(trusted);
    // It has moved once.
    expect(await archiveAll()).toBe(0);
    expect(await placesOf(taskId)).toBe(1);
  });

  it("answers what comes late, and nothing happens twice", async () => {
    const { taskId, actionId } = await overTask();
    await archiveAll();
    const signal = {
      id: `api:test:${taskId}`,
      kind: "api.action",
      provenance: "internal",
      body: {},
      dropReason: null,
    } as const;
    expect(await receive(spine, signal)).toBe("duplicate");
    const click = await decide(
      spine,
      yes({ approvalId: `approval-${actionId}`, digest: "0".repeat(64) }, "maya"),
    );
    expect(click).toMatchObject({ kind: "refused", reason: expect.stringContaining("in the archive") });
    expect(
      await replyToTask(spine, { taskId, by: "priya", text: "?", provenance: "internal", onceKey: "k" }),
    ).toContain("it is done");
    const judge = async (token: string) => {
      const rules = { ...JSON.parse(env.RULES), projects: { default: { approvers: { "*": ["maya"] } } } };
      const init = {
        method: "POST",
        body: JSON.stringify({ outcome: "reverted", reason: "wrong" }),
        headers: { authorization: `Bearer ${token}` },
      };
      const path = `/api/actions/${actionId}/outcome`;
      return (await app.request(path, init, { ...env, RULES: JSON.stringify(rules) })).status;
    };
    // Whoever doesn't decide there has no say in what is archived either.
    expect(await judge("approver-token")).toBe(403);
    expect(
      (await send(`/api/actions/${actionId}/outcome`, { outcome: "reverted", reason: "wrong" })).status,
    ).toBe(200);
    expect(
      (await only(spine.db.select().from(actionOutcomes).where(eq(actionOutcomes.actionId, actionId))))
        .outcome,
    ).toBe("reverted");
    // What is said of it now stands behind what moved.
    const timeline: { type: string }[] = JSON.parse(await text(`/api/tasks/${taskId}`)).timeline;
    expect(timeline.at(-1)?.type).toBe("action.judged");
    expect(timeline.filter(({ type }) => type === "task.done")).toHaveLength(1);
  });

  it("loses and doubles nothing, wherever it is cut off or met", async () => {
    const { taskId } = await overTask();
    const before = await known(taskId);
    const batch = env.DB.batch.bind(env.DB);
    let batches = 0;
    const dying = (from: number): Spine => {
      batches = 0;
      const DB: D1Database = Object.create(env.DB, {
        prepare: { value: env.DB.prepare.bind(env.DB) },
        batch: {
          value: async (statements: D1PreparedStatement[]) => {
            if (++batches >= from) throw new Error("killed");
            return batch(statements);
          },
        },
      });
      return configuredSpine({ ...env, DB }, { now: () => Date.now() + later });
    };
    await record(spine, [fact(spine, unique("errand"), "since", "task.started", "since then", {})]);
    // Written to R2, and D1 never asked to forget.
    expect(await archiveTasks(dying(2), async () => Number.MAX_SAFE_INTEGER)).toBe(0);
    expect(await placesOf(taskId)).toBe(1);
    expect(await known(taskId)).toEqual(before);
    // Something is recorded between the look and the move: it stays for the next run.
    const meets: Spine = {
      ...spineAt(later),
      env: {
        ...env,
        ARTEFACTS: Object.create(env.ARTEFACTS, {
          get: { value: env.ARTEFACTS.get.bind(env.ARTEFACTS) },
          put: {
            value: async (key: string, value: string, options: R2PutOptions) => {
              if (key.includes(taskId))
                await record(spine, [fact(spine, taskId, "met", "action.judged", "met on the way", {})]);
              return env.ARTEFACTS.put(key, value, options);
            },
          },
        }),
      },
    };
    await archiveTasks(meets, async () => Number.MAX_SAFE_INTEGER);
    expect(await text(`/api/tasks/${taskId}`)).toContain('"archivedAt":null');
    const withIt = await known(taskId);
    expect(withIt[0]).toContain("met on the way");
    await archiveAll();
    expect(await rowsOf(taskId)).toBe(0);
    expect(await known(taskId)).toEqual(withIt);
  });

  it("stays where something of it is open, looked at, or not counted yet", async () => {
    const { taskId, actionId } = await overTask();
    const over = async () => (await closedTasks(spine.db, Date.now() + hour, 1000)).includes(taskId);
    expect(await over()).toBe(true);
    await spine.db.update(effects).set({ lookAt: 5 }).where(eq(effects.actionId, actionId));
    expect(await over()).toBe(false);
    await spine.db.update(effects).set({ lookAt: null }).where(eq(effects.actionId, actionId));
    await spine.db
      .update(actions)
      .set({ dueAt: Date.now() + 2 * hour })
      .where(eq(actions.id, actionId));
    expect(await over()).toBe(false);
    await spine.db.update(actions).set({ dueAt: null }).where(eq(actions.id, actionId));
    await spine.db.update(tasks).set({ status: "waiting_merge" }).where(eq(tasks.id, taskId));
    expect(await over()).toBe(false);
    await spine.db.update(tasks).set({ status: "done" }).where(eq(tasks.id, taskId));
    await archiveTasks(spineAt(later), async () => 1);
    expect(await rowsOf(taskId)).toBeGreaterThan(0);
    await expect(env.DB.prepare("DELETE FROM ledger WHERE task_id = ?").bind(taskId).run()).rejects.toThrow(
      /append-only/,
    );
  });

  it("is not begun anew when its message comes again", async () => {
    const signalId = unique("api:test");
    const taskId = await aTask({ id: await taskIdOf(signalId, errand), status: "queued" });
    const answer = { signalId, job: "errand", answer: "took", taskId, at: 1 } as const;
    const body = { type: "action", by: "priya", request: { kind: "test", payload: {} } };
    const signal = {
      id: signalId,
      kind: "api.action",
      provenance: "internal",
      status: "handled",
      body,
      receivedAt: 1,
    } as const;
    await spine.db.batch([
      spine.db.insert(signals).values(signal),
      spine.db.insert(signalAnswers).values(answer),
    ]);
    const begun: string[] = [];
    const workflow = Object.create(errand.workflow(env), {
      create: { value: async ({ id }: { id: string }) => void begun.push(id) },
    });
    const again = async () =>
      routeSignal(
        spine,
        [{ ...errand, workflow: () => workflow }],
        signalId,
        queueFor(errand, { ...signal, queue: null }).name,
      );
    await again();
    expect(begun).toEqual([taskId]);
    await spine.db.update(tasks).set({ status: "done" }).where(eq(tasks.id, taskId));
    await again();
    expect(begun).toEqual([taskId]);
  });

  it("is not believed when its lines are others than were written", async () => {
    const { taskId } = await overTask();
    await archiveAll();
    const [object] = (await env.ARTEFACTS.list({ prefix: `archive/tasks/${taskId}/` })).objects;
    await env.ARTEFACTS.put(object?.key ?? "", "{}");
    const response = await api(`/api/tasks/${taskId}/why`);
    expect([response.status, await response.text()]).toEqual([404, expect.stringContaining("not believed")]);
  });
});
