import { and, desc, eq } from "drizzle-orm";
import { signals, tasks } from "../db/schema.ts";
import { conversationKey } from "../domain/signal.ts";
import { isFinal } from "../domain/task.ts";
import { sha256 } from "../platform/digest.ts";
import { SignalboxError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import type { Spine } from "./context.ts";
import { droppedFact, markSignal } from "./receive.ts";
import { fact, record } from "./record.ts";
import { wakeTask } from "./wake.ts";

type SignalRow = typeof signals.$inferSelect;

/** A task's id follows from its signal's, so that one signal can't make two. */
export async function taskIdOf(signalId: string): Promise<string> {
  return `task-${(await sha256(signalId)).slice(0, 16)}`;
}

/**
 * What a signal leads to: a new task, an answer for a waiting one, or nothing, with the reason. Idempotent.
 * @throws SignalboxError `not_found` for a signal that was never recorded.
 */
export async function routeSignal(spine: Spine, signalId: string): Promise<void> {
  const signal = await spine.db.select().from(signals).where(eq(signals.id, signalId)).get();
  if (!signal) throw new SignalboxError("not_found", `signal ${signalId} is not in the outbox`);
  if (signal.status === "dropped" || signal.status === "dead") return;
  if (signal.status === "handled") {
    // A repeat. Its first run may have died between the record and the start.
    if (signal.taskId === (await taskIdOf(signalId))) await startWorkflow(spine, signal.taskId);
    return;
  }
  const { channel, thread, reply } = signal.message;
  const open =
    thread !== null && reply ? await openTaskIn(spine, conversationKey(channel, thread)) : undefined;
  if (open) return answer(spine, signal, open);
  if (signal.kind === "slack.message") return drop(spine, signalId, "no open task in this thread");
  return begin(spine, signal);
}

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

async function answer(spine: Spine, signal: SignalRow, task: { id: string; status: string }): Promise<void> {
  if (task.status !== "waiting_reply")
    return drop(spine, signal.id, "the task in this thread is not waiting for an answer");
  const { user } = signal.message;
  await record(
    spine,
    [
      fact(spine, task.id, `${signal.id}/reply`, "reply.received", `${user} answered in the thread`, {
        signalId: signal.id,
        by: user,
      }),
    ],
    [markSignal(spine, signal.id, { status: "handled", taskId: task.id })],
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

async function begin(spine: Spine, signal: SignalRow): Promise<void> {
  const taskId = await taskIdOf(signal.id);
  const { channel, thread, user } = signal.message;
  const now = spine.now();
  await record(
    spine,
    [
      {
        ...fact(spine, taskId, "signal", "signal.received", `${user} wrote to us (${signal.kind})`, {
          signalId: signal.id,
          provenance: signal.provenance,
          by: user,
        }),
        at: signal.receivedAt,
      },
      fact(spine, taskId, "queued", "task.queued", "task queued", { queue: "content-tasks" }),
    ],
    [
      spine.db
        .insert(tasks)
        .values({
          id: taskId,
          kind: "undecided",
          project: "default",
          signalId: signal.id,
          conversation: conversationKey(channel, thread ?? taskId),
          requestedBy: user,
          status: "queued",
          createdAt: now,
          updatedAt: now,
        })
        .onConflictDoNothing(),
      markSignal(spine, signal.id, { status: "handled", taskId }),
    ],
  );
  await startWorkflow(spine, taskId);
}

/** Starts the task's workflow, unless it is there already: its id is the task's. */
async function startWorkflow(spine: Spine, taskId: string): Promise<void> {
  try {
    await spine.env.EDITORIAL.create({ id: taskId, params: { taskId } });
    log.info("task.started", { taskId });
  } catch (error) {
    if (!(error instanceof Error) || !/already exists/i.test(error.message)) throw error;
  }
}

/** What people said to a task, in order: the request, then the answers. */
export async function conversationOf(spine: Spine, taskId: string): Promise<SignalRow[]> {
  return spine.db
    .select()
    .from(signals)
    .where(and(eq(signals.taskId, taskId), eq(signals.status, "handled")))
    .orderBy(signals.receivedAt);
}
