import { and, eq, lt, sql } from "drizzle-orm";
import { z } from "zod";
import { ledgerStatements } from "../db/ledger.ts";
import { signals, tasks } from "../db/schema.ts";
import type { NewSignal } from "../domain/signal.ts";
import { inBackground } from "../platform/background.ts";
import { log } from "../platform/log.ts";
import type { Spine } from "./context.ts";
import { tellBoard } from "./tell-board.ts";

/** What a queue carries: the id; the signal itself is in the outbox. */
export const signalMessage = z.strictObject({ signalId: z.string().min(1) });

export type Received = "queued" | "dropped" | "duplicate";

/**
 * Records a signal, once, and puts it on its queues after the answer; one that no job takes is dropped. The sweep enqueues
 * what got no further.
 */
export async function receive(spine: Spine, arrived: NewSignal): Promise<Received> {
  const isTaken = spine.jobs.takersOf(arrived).length > 0;
  const dropReason = arrived.dropReason ?? (isTaken ? null : `no job takes ${arrived.kind}`);
  const signal = { ...arrived, dropReason };
  const insert = newSignal(spine, signal);
  const [inserted] = await (dropReason === null
    ? spine.db.batch([insert])
    : spine.db.batch([
        insert,
        ...ledgerStatements(spine.db, spine.specOf, [droppedFact(signal.id, dropReason, spine.now())]),
      ]));
  if (inserted.length === 0) return "duplicate";
  if (dropReason !== null) {
    log.info("signal.dropped", { signalId: signal.id, reason: dropReason });
    tellBoard(spine.env);
    return "dropped";
  }
  enqueueSoon(spine, signal);
  return "queued";
}

/** The statement that records a signal, once; it returns a row if it did. */
export function newSignal(spine: Spine, { dropReason, ...columns }: NewSignal) {
  return spine.db
    .insert(signals)
    .values({
      ...columns,
      status: dropReason === null ? "received" : "dropped",
      reason: dropReason,
      receivedAt: spine.now(),
    })
    .onConflictDoNothing()
    .returning({ id: signals.id });
}

/** Puts a signal that has just been recorded on its queues after the answer. */
export function enqueueSoon(spine: Spine, signal: Recorded): void {
  const signalId = signal.id;
  // Recorded is accepted: a sender that delivered it again would be told that we have it.
  inBackground("enqueue", { signalId }, async () => enqueue(spine, signal));
  log.info("signal.received", { signalId });
}

/** What tells which queues a signal waits on. */
export type Recorded = Pick<NewSignal, "id" | "kind">;

/** Puts a recorded signal on its queues and marks it. Sending twice is harmless: handling is idempotent. */
export async function enqueue(spine: Spine, signal: Recorded): Promise<void> {
  const { id: signalId } = signal;
  const message: z.infer<typeof signalMessage> = { signalId };
  const queues = new Set(spine.jobs.takersOf(signal).map(({ queue }) => queue));
  await Promise.all([...queues].map(async (queue) => queue.of(spine.env).send(message)));
  await spine.db
    .update(signals)
    .set({
      status: sql`CASE WHEN ${signals.status} = 'received' THEN 'queued' ELSE ${signals.status} END`,
      enqueuedAt: spine.now(),
    })
    .where(eq(signals.id, signalId));
}

/** Long enough for a send that is under way; a signal that isn't enqueued then never will be by itself. */
const sendingMs = 30_000;

/** Enqueues again what was recorded and never handled, or handled and never started. Returns how many. */
export async function sweepOutbox(spine: Spine, limit = 100): Promise<number> {
  const now = spine.now();
  const overdueMs = { received: sendingMs, queued: spine.settings.QUEUE_PATIENCE_SECONDS * 1000 } as const;
  let count = 0;
  const enqueuedAt = sql`coalesce(${signals.enqueuedAt}, ${signals.receivedAt})`;
  for (const status of ["received", "queued"] as const) {
    const overdue = await spine.db
      .select({ id: signals.id, kind: signals.kind })
      .from(signals)
      .where(and(eq(signals.status, status), lt(enqueuedAt, now - overdueMs[status])))
      .limit(limit);
    for (const one of overdue) await enqueue(spine, one);
    count += overdue.length;
  }
  // Whoever recorded these tasks died before their workflow had said a word; routing them again starts it.
  const silent = await spine.db
    .select({ id: signals.id, kind: signals.kind })
    .from(tasks)
    .innerJoin(signals, eq(signals.id, tasks.signalId))
    .where(and(eq(tasks.status, "queued"), lt(enqueuedAt, now - overdueMs.queued)))
    .limit(limit);
  for (const one of silent) await enqueue(spine, one);
  count += silent.length;
  if (count > 0) log.warn("outbox.swept", { count });
  return count;
}

export function droppedFact(signalId: string, reason: string, at: number) {
  return {
    id: `signal/${signalId}/dropped`,
    at,
    taskId: null,
    type: "signal.dropped" as const,
    summary: `${signalId}: ${reason}`,
    data: { signalId, reason },
  };
}
