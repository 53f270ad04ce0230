import { and, eq, lt, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { insertWhere } from "../db/insert-where.ts";
import { ledgerStatements, type Statement } from "../db/ledger.ts";
import { newestChange } from "../db/settings.ts";
import { signals, tasks } from "../db/schema.ts";
import type { NewSignal } from "../domain/signal.ts";
import { inBackground } from "../platform/background.ts";
import { log } from "../platform/log.ts";
import type { Spine } from "./context.ts";
import { currentSettings, forgetSettings, lastSettings } from "./live-settings.ts";
import type { Settings } from "./settings.ts";
import { tellBoard } from "./tell-board.ts";

/** What a queue carries: the id; the signal itself is in the outbox. */
export const signalMessage = z.strictObject({ signalId: z.string().min(1) });

export type Received = "queued" | "dropped" | "duplicate";

/**
 * Records a signal, once, and puts it on its queues after the answer; one that no job takes is dropped. The sweep enqueues
 * what got no further.
 */
export async function receive(spine: Spine, arrived: NewSignal): Promise<Received> {
  const { received } = await recordSignals(spine, [arrived], sql`true`);
  return received[0] ?? "duplicate";
}

/** What a door reads in something that came, under settings: signals, or why there is nothing for us in it. */
export type Read = NewSignal[] | { ignored: string };

/**
 * Records what a door reads in what came, in one call to D1: it is read under the settings that this isolate knows, and
 * written only where they are still the newest. Otherwise it is read again under those.
 */
export async function receiveRead(
  spine: Spine,
  read: (settings: Settings) => Read,
): Promise<Received[] | { ignored: string }> {
  for (;;) {
    const { settings, latest } = await lastSettings(spine);
    const arrived = read(settings);
    // It writes nothing that could be guarded: the settings are looked at themselves.
    if ("ignored" in arrived) {
      const again = read(await currentSettings(spine));
      if ("ignored" in again) return again;
      continue;
    }
    const outcome = await recordSignals(spine, arrived, sql`${newestChange} = ${latest}`);
    if (outcome.newest === latest) return outcome.received;
    forgetSettings();
  }
}

/** Records signals in one batch where a guard holds, each once, and says what the newest change of a setting was then. */
async function recordSignals(
  spine: Spine,
  arrived: readonly NewSignal[],
  guard: SQL,
): Promise<{ received: Received[]; newest: number }> {
  const now = spine.now();
  const taken = arrived.map((one) => {
    const isTaken = spine.jobs.takersOf(one).length > 0;
    return { ...one, dropReason: one.dropReason ?? (isTaken ? null : `no job takes ${one.kind}`) };
  });
  const facts: Statement[] = taken.flatMap(({ id, dropReason }) =>
    dropReason === null
      ? []
      : ledgerStatements(spine.db, spine.specOf, [droppedFact(id, dropReason, now)], guard),
  );
  const [[seen], ...results] = await spine.db.batch([
    spine.db.select({ newest: newestChange }).from(sql`(SELECT 1)`),
    ...taken.map((signal) => newSignal(spine, signal, guard)),
    ...facts,
  ]);
  const received = taken.map((signal, at): Received => {
    const inserted = results[at];
    if (!Array.isArray(inserted) || inserted.length === 0) return "duplicate";
    if (signal.dropReason === null) {
      enqueueSoon(spine, signal);
      return "queued";
    }
    log.info("signal.dropped", { signalId: signal.id, reason: signal.dropReason });
    tellBoard(spine.env);
    return "dropped";
  });
  return { received, newest: seen?.newest ?? 0 };
}

/** The statement that records a signal, once and where a guard holds; it returns a row if it did. */
export function newSignal(spine: Spine, { dropReason, ...columns }: NewSignal, guard: SQL = sql`true`) {
  const status = dropReason === null ? "received" : "dropped";
  const row = { ...columns, status, reason: dropReason, receivedAt: spine.now() } as const;
  return insertWhere(spine.db, signals, row, guard).onConflictDoNothing().returning({ id: signals.id });
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
