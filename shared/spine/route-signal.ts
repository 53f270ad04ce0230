import { and, desc, eq } from "drizzle-orm";
import { signals, tasks } from "../db/schema.ts";
import type { Statement } from "../db/ledger.ts";
import type { LedgerEntry } from "../domain/ledger.ts";
import { actorOfSlack } from "../domain/person.ts";
import { conversationKey, retriedBy } from "../domain/signal.ts";
import { isFinal } from "../domain/task.ts";
import { sha256 } from "../platform/digest.ts";
import { SignalboxError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import { defaultProject, projectOfChannel } from "../policy/rules.ts";
import type { Database, Spine } from "./context.ts";
import { type Job, jobOfSignal, queueName, workflowOf } from "./jobs.ts";
import { droppedFact, markSignal } from "./receive.ts";
import { fact, record, refreshTask } from "./record.ts";
import { inspect } from "./verdict-input.ts";
import { wakeTask } from "./wake.ts";

export type SignalRow = typeof signals.$inferSelect;

/** What a job makes of a signal before a task begins. */
export type Routing =
  /** A task begins; these are written together with it. */
  | { kind: "begin"; facts: LedgerEntry[]; records: Statement[] }
  | { kind: "drop"; reason: string }
  /** The job has dealt with it. */
  | { kind: "settled" };

/** A job's own look at the signals on its queue. Called again for a signal whose handling died half way. */
export type Gate = (spine: Spine, signal: SignalRow, taskId: string) => Promise<Routing>;

/** A task's id follows from its signal's, so that one signal can't make two. */
export async function taskIdOf(signalId: string, job: Job = "editorial"): Promise<string> {
  return `${job}-${(await sha256(signalId)).slice(0, 16)}`;
}

/**
 * What a signal leads to: a new task, an answer for a waiting one, or nothing, with the reason. Idempotent.
 * @throws SignalboxError `not_found` for a signal that was never recorded.
 */
export async function routeSignal(spine: Spine, signalId: string, gate: Gate = everything): Promise<void> {
  const signal = await spine.db.select().from(signals).where(eq(signals.id, signalId)).get();
  if (!signal) throw new SignalboxError("not_found", `signal ${signalId} is not in the outbox`);
  if (signal.status === "dropped" || signal.status === "dead") return;
  const job = jobOfSignal[signal.kind];
  if (signal.status === "handled") {
    // A repeat. Its first run may have died between the record, the agent that watches over the task, and the start.
    if (signal.taskId !== (await taskIdOf(signalId, job))) return;
    await refreshTask(spine.env, signal.taskId);
    return startWorkflow(spine, job, signal.taskId);
  }
  const { body } = signal;
  if (body.type === "slack") {
    const { channel, thread, reply, user } = body;
    const open =
      thread !== null && reply ? await openTaskIn(spine, conversationKey(channel, thread)) : undefined;
    if (open) return answer(spine, signalId, actorOfSlack(spine.settings.PEOPLE, user), open);
    if (signal.kind === "slack.message") return drop(spine, signalId, "no open task in this thread");
  }
  const routing = await gate(spine, signal, await taskIdOf(signalId, job));
  switch (routing.kind) {
    case "begin":
      return begin(spine, signal, job, routing);
    case "drop":
      return drop(spine, signalId, routing.reason);
    case "settled":
      return;
  }
}

const everything: Gate = async () => ({ kind: "begin", facts: [], records: [] });

async function openTaskIn(spine: Spine, conversation: string) {
  const latest = await spine.db
    .select({ id: tasks.id, status: tasks.status })
    .from(tasks)
    .where(eq(tasks.conversation, conversation))
    .orderBy(desc(tasks.createdAt))
    .limit(1)
    .get();
  return latest && !isFinal(latest.status) ? latest : undefined;
}

async function answer(
  spine: Spine,
  signalId: string,
  by: string,
  task: { id: string; status: string },
): Promise<void> {
  if (task.status !== "waiting_reply")
    return drop(spine, signalId, "the task in this thread is not waiting for an answer");
  await record(
    spine,
    [
      fact(spine, task.id, `${signalId}/reply`, "reply.received", `${by} answered in the thread`, {
        signalId,
        by,
      }),
    ],
    [markSignal(spine, signalId, { status: "handled", taskId: task.id })],
  );
  await wakeTask(spine.env, task.id);
}

async function drop(spine: Spine, signalId: string, reason: string): Promise<void> {
  log.info("signal.dropped", { signalId, reason });
  await record(
    spine,
    [droppedFact(signalId, reason, spine.now())],
    [markSignal(spine, signalId, { status: "dropped", reason })],
  );
}

async function begin(
  spine: Spine,
  signal: SignalRow,
  job: Job,
  { facts, records }: Extract<Routing, { kind: "begin" }>,
): Promise<void> {
  const taskId = await taskIdOf(signal.id, job);
  const { kind, title = null, project, conversation, by, said } = beginning(spine, signal, taskId);
  const now = spine.now();
  const before = retriedBy(signal.id);
  const words = before === null ? said : `${said}; it is done again after ${before}`;
  await record(
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
      fact(spine, taskId, "queued", "task.queued", "task queued", { queue: queueName(signal.kind) }),
      ...facts,
    ],
    [
      spine.db
        .insert(tasks)
        .values({
          id: taskId,
          kind,
          project,
          signalId: signal.id,
          conversation,
          requestedBy: by,
          title,
          status: "queued",
          createdAt: now,
          updatedAt: now,
        })
        .onConflictDoNothing(),
      markSignal(spine, signal.id, { status: "handled", taskId }),
      ...records,
    ],
  );
  await startWorkflow(spine, job, taskId);
}

/** What is known of a task before anybody has thought about it. */
function beginning(
  spine: Spine,
  { body, kind }: SignalRow,
  taskId: string,
): { kind: string; title?: string | null; project: string; conversation: string; by: string; said: string } {
  const { settings } = spine;
  switch (body.type) {
    case "slack": {
      const by = actorOfSlack(settings.PEOPLE, body.user);
      return {
        kind: "undecided",
        title: firstWords(body.text),
        project: projectOfChannel(settings.RULES, body.channel),
        conversation: conversationKey(body.channel, body.thread ?? taskId),
        by,
        said: `${by} wrote to us (${kind})`,
      };
    }
    case "action": {
      const { kind: action, payload, project = defaultProject } = body.request;
      return {
        kind: action,
        title: inspect(spine, project, action, payload).seen?.preview.title ?? null,
        project,
        conversation: taskId,
        by: body.by,
        said:
          kind === "task.action"
            ? `${action} follows from a task`
            : `${body.by} proposed ${action} through the API`,
      };
    }
    case "request":
      return {
        kind: "undecided",
        title: firstWords(body.text),
        project: body.project,
        conversation: taskId,
        by: body.by,
        said: `${body.by} asked on the dashboard`,
      };
    case "reply":
    case "pull_request":
      throw new Error(`${taskId}: an answer begins no task`);
    case "bug":
      return {
        kind: "bug_fix",
        title: firstWords(body.title),
        project: body.project,
        conversation: taskId,
        by: body.by,
        said: `${body.by} reported a bug (${body.source})`,
      };
    case "digest":
      return {
        kind: "digest",
        project: defaultProject,
        conversation: taskId,
        by: "signalbox",
        said: `the digest of ${body.day} is due`,
      };
  }
}

const longestTitle = 80;

/** What a request is called until somebody has understood it. */
function firstWords(text: string): string | null {
  const [line = ""] = text.trim().split("\n", 1);
  return line === "" ? null : line.length <= longestTitle ? line : `${line.slice(0, longestTitle - 1)}…`;
}

/**
 * Starts the task's workflow, unless it is there already: its id is the task's. Its agent comes first, and is waited for,
 * since that sets the watchdog which looks after everything from here on.
 */
async function startWorkflow(spine: Spine, job: Job, taskId: string): Promise<void> {
  await refreshTask(spine.env, taskId);
  try {
    await workflowOf(spine.env, job).create({ id: taskId, params: { taskId } });
    log.info("task.started", { taskId });
  } catch (error) {
    if (!(error instanceof Error) || !/already exists/i.test(error.message)) throw error;
  }
}

/** The signals that a task was made of, in order: the request, then the answers. A statement, to be run or batched. */
export function signalsOfTask(db: Database, taskId: string) {
  return db
    .select()
    .from(signals)
    .where(and(eq(signals.taskId, taskId), eq(signals.status, "handled")))
    .orderBy(signals.receivedAt);
}
