import { and, asc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import { signalAnswers, signals, tasks } from "../../shared/db/schema.ts";
import { actorOfSlack } from "../../shared/domain/actor.ts";
import type { NewSignal } from "../../shared/domain/signal.ts";
import { isFinal } from "../../shared/domain/task-status.ts";
import type { MessageEvent } from "../../shared/integrations/slack/schema.ts";
import { cancelTask } from "../../shared/spine/cancel-task.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { hit } from "../../shared/spine/record.ts";

/** A message is recorded within so long of being written, milliseconds; clocks may differ. */
const recordedWithinMs = 6 * 60 * 60_000;
const clockMs = 5 * 60_000;

/**
 * A mention whose words were changed is the request that it was: another version of it while nothing has begun, after that
 * something that is said in its thread. One that has become a mention by the change is a request of its own.
 */
export async function onEdited(spine: Spine, event: MessageEvent, signal: NewSignal): Promise<NewSignal> {
  const before = await saidAt(spine, event.channel, event.ts, ["slack.mention"]);
  if (before === undefined) return signal;
  const { db } = spine;
  const [changed] = await db.batch([
    db
      .update(signals)
      .set({ body: signal.body })
      .where(and(eq(signals.id, before.id), untouched))
      .returning({ id: signals.id }),
  ]);
  if (hit(changed)) return { ...signal, dropReason: `another version of ${before.id}, which had not begun` };
  const task = await taskOf(spine, before.id);
  if (task === undefined)
    return {
      ...signal,
      dropReason: `another version of ${before.id}: ${before.reason ?? "it led to nothing"}`,
    };
  return isFinal(task.status)
    ? { ...signal, dropReason: `another version of ${before.id}, whose task has ended` }
    : {
        ...signal,
        kind: "slack.message",
        body: { ...signal.body, thread: event.thread_ts ?? event.ts, reply: true },
      };
}

/** A message that was deleted withdraws what it asked for, as long as nothing has begun. Returns what came of it, in words. */
export async function onDeleted(spine: Spine, event: MessageEvent): Promise<string> {
  const { channel, deleted_ts: ts, previous_message: previous } = event;
  const before =
    ts === undefined ? undefined : await saidAt(spine, channel, ts, ["slack.mention", "slack.message"]);
  if (before === undefined) return "the deleted message asked for nothing";
  const { db } = spine;
  const [dropped] = await db.batch([
    db
      .update(signals)
      .set({ status: "dropped", reason: "its message was deleted" })
      .where(and(eq(signals.id, before.id), untouched))
      .returning({ id: signals.id }),
  ]);
  if (hit(dropped)) return `${before.id} was withdrawn by it`;
  const task = await taskOf(spine, before.id);
  if (task === undefined) return `${before.id} had led to nothing`;
  if (task.signalId !== before.id) return `${before.id} was an answer, which ${task.id} has heard`;
  // Nothing is made yet where it waits for its turn, or for an answer that says what is wanted.
  if (task.status !== "queued" && task.status !== "waiting_reply")
    return `the task of ${before.id} has begun, and goes on`;
  const by = actorOfSlack(spine.settings.PEOPLE, previous?.user ?? "unknown");
  await cancelTask(spine, { taskId: task.id, by, reason: "its message was deleted" });
  return `the task of ${before.id} is cancelled by it`;
}

const untouched = and(
  inArray(signals.status, ["received", "queued"]),
  sql`NOT EXISTS (SELECT 1 FROM ${signalAnswers} WHERE ${signalAnswers.signalId} = ${signals.id})`,
);

/** The first signal of a message, of these kinds: it was recorded soon after it was written. */
async function saidAt({ db }: Spine, channel: string, ts: string, kinds: string[]) {
  const at = Math.round(Number(ts) * 1000);
  if (!Number.isFinite(at)) return undefined;
  return db
    .select({ id: signals.id, reason: signals.reason })
    .from(signals)
    .where(
      and(
        inArray(signals.kind, kinds),
        gte(signals.receivedAt, at - clockMs),
        lt(signals.receivedAt, at + recordedWithinMs),
        sql`json_extract(${signals.body}, '$.channel') = ${channel}`,
        // A message goes by its own name in a thread, and by the thread's where it starts one.
        sql`CASE json_extract(${signals.body}, '$.reply') WHEN 0 THEN json_extract(${signals.body}, '$.thread')
            ELSE json_extract(${signals.body}, '$.ts') END = ${ts}`,
      ),
    )
    .orderBy(asc(signals.receivedAt))
    .limit(1)
    .get();
}

async function taskOf({ db }: Spine, signalId: string) {
  return db
    .select({ id: tasks.id, status: tasks.status, signalId: tasks.signalId })
    .from(tasks)
    .innerJoin(signalAnswers, eq(signalAnswers.taskId, tasks.id))
    .where(and(eq(signalAnswers.signalId, signalId), eq(signalAnswers.answer, "took")))
    .get();
}
