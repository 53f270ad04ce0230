import { desc, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { insertWhere } from "../db/insert-where.ts";
import { signals, stops, tasks } from "../db/schema.ts";
import { taskById } from "../db/tasks.ts";
import { answersTo } from "../db/signals.ts";
import { actorOfSlack } from "../domain/actor.ts";
import { conversationKey, retriedBy } from "../domain/signal.ts";
import { isFinal } from "../domain/task-status.ts";
import { SignalboxError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import { answerStatements, stillOpen } from "./answer-signal.ts";
import type { Begun } from "./begun.ts";
import type { Spine } from "./context.ts";
import type { Beginning, Job, SignalRow } from "./job.ts";
import { queueFor } from "./job-card.ts";
import { taskIdOf } from "./jobs.ts";
import type { FreshSignal } from "./receive.ts";
import { droppedFact } from "./record-signals.ts";
import { fact, record } from "./record.ts";
import type { Spot } from "./signal-form.ts";
import { wakeTask, watchTasks } from "./wake.ts";
import { lookUp } from "../platform/look-up.ts";

/**
 * Offers a signal to every job of a queue that takes its kind. Each says what it leads to there: a new task, or nothing,
 * with its reason; what answers an open task in its thread is that task's alone. Idempotent: who has answered is asked no more.
 * @throws SignalboxError `not_found` for a signal that was never recorded, or that no job of the queue takes.
 */
export async function routeSignal(
  spine: Spine,
  jobs: readonly Job[],
  signalId: string,
  queue: string,
  fresh: FreshSignal | null = null,
): Promise<void> {
  const { db } = spine;
  if (fresh !== null && (await routeFresh(spine, jobs, { ...fresh, id: signalId }, queue))) return;
  const [[signal], answers] = await db.batch([
    db.select().from(signals).where(eq(signals.id, signalId)),
    answersTo(db, [signalId]),
  ]);
  if (!signal) throw new SignalboxError("not_found", `signal ${signalId} is not in the outbox`);
  if (signal.status === "dropped" || signal.status === "dead") return;
  const takers = new Set(spine.jobs.takersOf(signal).map(({ name }) => name));
  const here = jobs.filter((job) => takers.has(job.name) && queueFor(job, signal).name === queue);
  if (here.length === 0) throw new SignalboxError("not_found", `no job of ${queue} takes ${signal.kind}`);
  if (answers.length === 0) {
    const spot = spine.jobs.formOf(signal.kind)?.spot(signal.body) ?? null;
    const open = spot === null ? undefined : await openTaskAt(spine, spot);
    if (spot !== null && open) return answerTask(spine, signal, spot, open);
  }
  for (const job of here) {
    const before = answers.find((one) => one.job === job.name);
    if (before === undefined) await offer(spine, signal, job);
    else if (before.answer === "took") await again(spine, signal, job, before.taskId);
  }
}

/**
 * Begins what a signal leads to without reading it again, where that needs nothing but what it says. That it was withdrawn,
 * worded anew or told of twice shows in the moment in which the task is recorded. Returns false where there is more to it.
 */
async function routeFresh(
  spine: Spine,
  jobs: readonly Job[],
  signal: FreshSignal & { id: string },
  queue: string,
): Promise<boolean> {
  const takers = new Set(spine.jobs.takersOf(signal).map(({ name }) => name));
  const [job, ...others] = jobs.filter((one) => takers.has(one.name) && queueFor(one, signal).name === queue);
  const taking = job === undefined ? undefined : lookUp(job.takes, signal.kind);
  if (job === undefined || others.length > 0 || taking?.beginsOnly !== true) return false;
  if (spine.jobs.formOf(signal.kind)?.spot(signal.body)?.reply === true) return false;
  const taskId = await taskIdOf(signal.id, job);
  const { id, kind, provenance, body, receivedAt } = signal;
  const offered = await taking.offer(spine, { id, kind, provenance, body, receivedAt, taskId });
  if (offered.kind !== "begin" || offered.task.records !== undefined) return false;
  return begin(spine, signal, job, taskId, offered.task, sql`AND ${signals.body} = ${JSON.stringify(body)}`);
}

/** A repeat. Its first run may have died between the record, the agent that watches over the task, and the start. */
async function again(
  spine: Spine,
  signal: Pick<SignalRow, "id">,
  job: Job,
  taskId: string | null,
): Promise<void> {
  const own = await taskIdOf(signal.id, job);
  if (taskId !== own) return;
  // The platform forgets a workflow some time after its end: what is over would begin anew.
  const task = await taskById(spine.db, own);
  if (task && !isFinal(task.status)) await startWorkflow(spine, job, own);
}

async function offer(spine: Spine, signal: SignalRow, job: Job): Promise<void> {
  const { id, kind, provenance, body, receivedAt } = signal;
  const taskId = await taskIdOf(id, job);
  const offered = await lookUp(job.takes, kind)?.offer(spine, {
    id,
    kind,
    provenance,
    body,
    receivedAt,
    taskId,
  });
  switch (offered?.kind) {
    case "begin":
      if (!(await begin(spine, signal, job, taskId, offered.task))) await again(spine, signal, job, taskId);
      return;
    case "decline":
      return decline(spine, signal, job, offered.reason, offered.taskId ?? null);
    case "settled":
    case undefined:
      return;
  }
}

/** The open task whose thread something was said in. */
async function openTaskAt({ db }: Spine, { channel, thread, reply }: Spot) {
  if (thread === null || !reply) return undefined;
  const latest = await db
    .select({ id: tasks.id, status: tasks.status })
    .from(tasks)
    .where(eq(tasks.conversation, conversationKey(channel, thread)))
    .orderBy(desc(tasks.createdAt))
    .limit(1)
    .get();
  return latest && !isFinal(latest.status) ? latest : undefined;
}

async function answerTask(
  spine: Spine,
  signal: SignalRow,
  { user }: Spot,
  task: { id: string; status: string },
): Promise<void> {
  const takers = spine.jobs.takersOf(signal);
  if (task.status !== "waiting_reply") {
    for (const job of takers)
      await decline(spine, signal, job, "the task in this thread is not waiting for an answer", null);
    return;
  }
  const by = actorOfSlack(spine.settings.PEOPLE, user);
  const owner = spine.jobs.ofTask(task.id)?.name ?? "";
  const took = { job: owner, answer: "took", reason: null, taskId: task.id } as const;
  const others = takers.filter(({ name }) => name !== owner);
  await record(
    spine,
    [
      fact(spine, task.id, `${signal.id}/reply`, "reply.received", `${by} answered in the thread`, {
        signalId: signal.id,
        by,
      }),
    ],
    [
      ...answerStatements(spine, signal, took),
      ...others.flatMap(({ name }) =>
        answerStatements(spine, signal, {
          job: name,
          answer: "declined",
          reason: `it answers ${task.id}`,
          taskId: null,
        }),
      ),
    ],
  );
  await wakeTask(spine, task.id);
}

async function decline(
  spine: Spine,
  signal: SignalRow,
  { name }: Pick<Job, "name">,
  reason: string,
  taskId: string | null,
): Promise<void> {
  log.info("signal.declined", { signalId: signal.id, code: name, reason });
  // One taker's no is the signal's end; of several, each says so for itself.
  const only = spine.jobs.takersOf(signal).length === 1;
  const dropped = droppedFact(signal.id, reason, spine.now());
  await record(
    spine,
    [
      only
        ? dropped
        : {
            ...dropped,
            id: `signal/${signal.id}/declined/${name}`,
            summary: `${signal.id}: ${name}: ${reason}`,
          },
    ],
    answerStatements(spine, signal, { job: name, answer: "declined", reason, taskId }),
  );
}

/** A signal that begins something, as far as that needs it. */
type Heard = Pick<SignalRow, "id" | "kind" | "provenance" | "receivedAt" | "queue"> & { body: object };

/**
 * Records a task, where its signal still waits for one, and starts it. Returns whether it did.
 * @param asHeard what else must hold of the signal
 */
async function begin(
  spine: Spine,
  signal: Heard,
  job: Job,
  taskId: string,
  task: Beginning,
  asHeard: SQL = sql``,
): Promise<boolean> {
  const { kind, title, project, by, said, facts = [], records = [] } = task;
  const conversation = task.conversation ?? taskId;
  const now = spine.now();
  const before = retriedBy(signal.id);
  const words = before === null ? said : `${said}; it is done again after ${before}`;
  const isWaiting = sql`EXISTS (SELECT 1 FROM ${signals} WHERE ${signals.id} = ${signal.id} AND ${stillOpen} ${asHeard})`;
  const isThere = sql`EXISTS (SELECT 1 FROM ${tasks} WHERE ${tasks.id} = ${taskId})`;
  const row = {
    id: taskId,
    kind,
    project,
    signalId: signal.id,
    conversation,
    requestedBy: by,
    title,
    status: "queued" as const,
    createdAt: now,
    updatedAt: now,
  };
  const [inserted] = await record(
    spine,
    [
      {
        ...fact(spine, taskId, "signal", "signal.received", words, {
          signalId: signal.id,
          provenance: signal.provenance,
          by,
          ...(before === null ? {} : { retryOf: before }),
        }),
        at: signal.receivedAt,
      },
      fact(spine, taskId, "queued", "task.queued", "task queued", { queue: queueFor(job, signal).name }),
      ...facts,
    ],
    [
      insertWhere(spine.db, tasks, row, isWaiting)
        .onConflictDoNothing()
        .returning({ stops: sql<number>`(SELECT count(*) FROM ${stops} WHERE resumed_at IS NULL)` }),
      ...answerStatements(spine, signal, { job: job.name, answer: "took", reason: null, taskId }, isThere),
      ...records,
    ],
    isThere,
  );
  const rows = insertedTask.safeParse(inserted);
  if (!rows.success) return false;
  const { kind: heard, body, provenance } = signal;
  const isSmall = JSON.stringify(body).length <= mostPassedOn;
  await startWorkflow(
    spine,
    job,
    taskId,
    rows.data[0].stops === 0 && isSmall
      ? {
          at: now,
          signal: { kind: heard, body, provenance },
          task: { kind, project, conversation, requestedBy: by },
        }
      : undefined,
  );
  return true;
}

const insertedTask = z.tuple([z.object({ stops: z.number() })]);
/** So many characters of a signal are handed on to the workflow; of more it reads for itself. */
const mostPassedOn = 20_000;

/**
 * Starts the task's workflow, unless it is there already: its id is the task's. The watchdog comes first, and is waited
 * for, since it looks after everything from here on.
 */
async function startWorkflow(spine: Spine, job: Job, taskId: string, begun?: Begun): Promise<void> {
  await watchTasks(spine.env);
  try {
    await job.workflow(spine.env).create({ id: taskId, params: { taskId, ...(begun && { begun }) } });
    log.info("task.started", { taskId });
  } catch (error) {
    if (!(error instanceof Error) || !/already exists/i.test(error.message)) throw error;
  }
}
