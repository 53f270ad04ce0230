import { eq, sql } from "drizzle-orm";
import { insertWhere } from "../db/insert-where.ts";
import { signalAnswers, signals, tasks } from "../db/schema.ts";
import type { Provenance } from "../domain/provenance.ts";
import { replyKind, type TypedReply } from "./typed-reply.ts";
import { describeCancel } from "../domain/task.ts";
import { canonicalJson } from "../platform/digest.ts";
import { SignalboxError } from "../platform/errors.ts";
import { signalBody } from "./archive/read-archive.ts";
import type { Spine } from "./context.ts";
import { existingTask } from "./existing-task.ts";
import { fact, hit, record } from "./record.ts";
import { wakeTask } from "./wake.ts";

export interface Reply {
  taskId: string;
  by: string;
  text: string;
  provenance: Provenance;
  /** The same for a repeat: an answer counts once. */
  onceKey: string;
}

/**
 * Answers what a task has asked, wherever it asked. The first answer takes the question: it is written only while the
 * task waits, together with the fact that moves it on, so of two at once the second is told that it came too late.
 * Null when it counted, else why not.
 * @throws SignalboxError `not_found` when there is no such task, `conflict` for a key that was used for other words.
 */
export async function replyToTask(spine: Spine, reply: Reply): Promise<string | null> {
  const { taskId, by, text, provenance, onceKey } = reply;
  const { db } = spine;
  await existingTask(spine, taskId);
  const id = `reply:${taskId}:${by}:${onceKey}`;
  const body: TypedReply = { type: "reply", by, text };
  const at = spine.now();
  const row = { id, kind: replyKind, provenance, status: "handled", body, receivedAt: at } as const;
  const waits = sql`EXISTS (SELECT 1 FROM ${tasks} WHERE ${tasks.id} = ${taskId} AND ${tasks.status} = 'waiting_reply' AND ${tasks.cancel} IS NULL)`;
  const isThere = sql`EXISTS (SELECT 1 FROM ${signals} WHERE ${eq(signals.id, id)})`;
  const took = {
    signalId: id,
    job: spine.jobs.ofTask(taskId)?.name ?? "",
    answer: "took",
    taskId,
    at,
  } as const;
  const [inserted] = await record(
    spine,
    [
      fact(spine, taskId, `${id}/reply`, "reply.received", `${by} answered on the dashboard`, {
        signalId: id,
        by,
      }),
    ],
    [
      insertWhere(db, signals, row, waits).onConflictDoNothing().returning({ id: signals.id }),
      insertWhere(db, signalAnswers, took, isThere).onConflictDoNothing(),
    ],
    isThere,
  );
  if (!hit(inserted)) {
    const before = await db
      .select({ id: signals.id, body: signals.body })
      .from(signals)
      .where(eq(signals.id, id))
      .get();
    if (!before) return whyNoAnswer(spine, taskId);
    if (canonicalJson(await signalBody(spine, before)) !== canonicalJson(body))
      throw new SignalboxError("conflict", "this Idempotency-Key was used for another answer");
  }
  await wakeTask(spine, taskId);
  return null;
}

async function whyNoAnswer(spine: Spine, taskId: string): Promise<string> {
  const task = await existingTask(spine, taskId);
  if (task.cancel) return `it was ${describeCancel(task.cancel)}`;
  return `it waits for no answer: it is ${task.status.replaceAll("_", " ")}; somebody may have answered just now`;
}
