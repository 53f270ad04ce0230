import { and, eq, lt, sql } from "drizzle-orm";
import { z } from "zod";
import { signals, tasks } from "../db/schema.ts";
import { provenances } from "../domain/provenance.ts";
import type { NewSignal } from "../domain/signal.ts";
import { inBackground } from "../platform/background.ts";
import { log } from "../platform/log.ts";
import { together } from "../platform/together.ts";
import type { Spine } from "./context.ts";
import { confirmSettings, currentSettings, forgetSettings, lastSettings } from "./live-settings.ts";
import { queueFor } from "./job-card.ts";
import { recordSignals } from "./record-signals.ts";
import type { Settings } from "./settings.ts";
import { tellBoard } from "./tell-board.ts";

/** What a queue carries: the id of a signal in the outbox; and, while it is new and small, what it says. */
export const signalMessage = z.strictObject({
  signalId: z.string().min(1),
  fresh: z
    .strictObject({
      kind: z.string(),
      provenance: z.enum(provenances),
      body: z.looseObject({}),
      queue: z.string().nullable(),
      receivedAt: z.number(),
    })
    .optional(),
});

/** A signal as it was when it came. */
export type FreshSignal = NonNullable<z.infer<typeof signalMessage>["fresh"]>;

/** A queue takes 128 KB a message, and a hundred at once have 256. */
const mostFresh = 2000;

export type Received = "queued" | "dropped" | "duplicate";

/**
 * Records a signal, once, and puts it on its queues after the answer; one that no job takes is dropped. The sweep enqueues
 * what got no further.
 */
export async function receive(spine: Spine, arrived: NewSignal): Promise<Received> {
  const judged = judgedBy(spine, [arrived]);
  const { isNew } = await recordSignals(spine, judged);
  return settle(spine, judged, isNew)[0] ?? "duplicate";
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
    const judged = judgedBy({ ...spine, settings }, arrived);
    const { isNew, newest } = await recordSignals(spine, judged, latest);
    if (newest === latest) {
      confirmSettings(spine, latest);
      return settle(spine, judged, isNew);
    }
    forgetSettings();
  }
}

/** The same signals: those that no job takes have their reason, those that rules know their queue. */
function judgedBy({ jobs, settings }: Spine, arrived: readonly NewSignal[]): NewSignal[] {
  return arrived.map((one) => {
    const isTaken = jobs.takersOf(one).length > 0;
    const queue = one.queue ?? jobs.queueOf(settings, one);
    return { ...one, queue, dropReason: one.dropReason ?? (isTaken ? null : `no job takes ${one.kind}`) };
  });
}

/** What follows when they are on record. */
function settle(spine: Spine, judged: readonly NewSignal[], isNew: readonly boolean[]): Received[] {
  return judged.map((signal, at) => {
    if (isNew[at] !== true) return "duplicate";
    if (signal.dropReason === null) {
      enqueueSoon(spine, signal);
      return "queued";
    }
    log.info("signal.dropped", { signalId: signal.id, reason: signal.dropReason });
    tellBoard(spine.env);
    return "dropped";
  });
}

/** Puts a signal that has just been recorded on its queues after the answer. */
export function enqueueSoon(spine: Spine, signal: NewSignal): void {
  const signalId = signal.id;
  const { kind, provenance, body, queue = null } = signal;
  const isSmall = JSON.stringify(body).length <= mostFresh;
  const fresh = isSmall ? { kind, provenance, body: { ...body }, queue, receivedAt: spine.now() } : null;
  // Recorded is accepted: a sender that delivered it again would be told that we have it.
  inBackground("enqueue", { signalId }, async () => {
    log.info("signal.received", { signalId });
    await sendTogether(spine, signal, fresh);
  });
}

/** What tells which queues a signal waits on. */
export type Recorded = Pick<NewSignal, "id" | "kind" | "queue">;

/** A queue takes so many messages at once. */
const most = 100;

const senders = new WeakMap<D1Database, (signal: Waiting) => Promise<null>>();

interface Waiting {
  spine: Spine;
  signal: Recorded;
  fresh: FreshSignal | null;
}

/** Puts a recorded signal on its queues; what waits for that at once goes together. Sending twice is harmless: handling is idempotent. */
async function sendTogether(spine: Spine, signal: Recorded, fresh: FreshSignal | null): Promise<void> {
  const { DB } = spine.env;
  const send = senders.get(DB) ?? together(sendAll, most);
  senders.set(DB, send);
  await send({ spine, signal, fresh });
}

async function sendAll(all: readonly Waiting[]): Promise<null[]> {
  const messages = new Map<Queue, { body: z.infer<typeof signalMessage> }[]>();
  for (const { spine, signal, fresh } of all) {
    const body = { signalId: signal.id, ...(fresh === null ? {} : { fresh }) };
    for (const queue of new Set(
      spine.jobs.takersOf(signal).map((taker) => queueFor(taker, signal).of(spine.env)),
    ))
      messages.set(queue, [...(messages.get(queue) ?? []), { body }]);
  }
  await Promise.all([...messages].map(async ([queue, batch]) => queue.sendBatch(batch)));
  return all.map(() => null);
}

/** Puts a recorded signal on its queues and marks it, so that it isn't taken for one that was never sent. */
export async function enqueue(spine: Spine, signal: Recorded): Promise<void> {
  await sendTogether(spine, signal, null);
  await spine.db
    .update(signals)
    .set({
      status: sql`CASE WHEN ${signals.status} = 'received' THEN 'queued' ELSE ${signals.status} END`,
      enqueuedAt: spine.now(),
    })
    .where(eq(signals.id, signal.id));
}

/** Long enough for a queue that isn't far behind: who isn't handled then may never have been sent, and is once more. */
const sendingMs = 30_000;

/** Enqueues again what was recorded and never handled, or handled and never started. Returns how many. */
export async function sweepOutbox(spine: Spine, limit = 100): Promise<number> {
  const now = spine.now();
  const overdueMs = { received: sendingMs, queued: spine.settings.QUEUE_PATIENCE_SECONDS * 1000 } as const;
  let count = 0;
  const enqueuedAt = sql`coalesce(${signals.enqueuedAt}, ${signals.receivedAt})`;
  for (const status of ["received", "queued"] as const) {
    const overdue = await spine.db
      .select({ id: signals.id, kind: signals.kind, queue: signals.queue })
      .from(signals)
      .where(and(eq(signals.status, status), lt(enqueuedAt, now - overdueMs[status])))
      .limit(limit);
    for (const one of overdue) await enqueue(spine, one);
    count += overdue.length;
  }
  // Whoever recorded these tasks died before their workflow had said a word; routing them again starts it.
  const silent = await spine.db
    .select({ id: signals.id, kind: signals.kind, queue: signals.queue })
    .from(tasks)
    .innerJoin(signals, eq(signals.id, tasks.signalId))
    .where(and(eq(tasks.status, "queued"), lt(enqueuedAt, now - overdueMs.queued)))
    .limit(limit);
  for (const one of silent) await enqueue(spine, one);
  count += silent.length;
  if (count > 0) log.warn("outbox.swept", { count });
  return count;
}
