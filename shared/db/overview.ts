import { and, count, desc, eq, gt, gte, inArray, lte, min, sql } from "drizzle-orm";
import { finalStatuses, openStatuses } from "../domain/task-status.ts";
import type { Database } from "./database.ts";
import {
  approvals,
  deadLetters,
  effects,
  executorAssignments,
  ledger,
  llmCalls,
  promotions,
  signals,
  tasks,
  watches,
} from "./schema.ts";
import { countUndelivered } from "./undelivered.ts";

/** Everything here is counted along an index, over what is open or over a span of time: old rows cost nothing. */

const newestFacts = 20;

export const noTasks = {
  queued: 0,
  working: 0,
  waiting_reply: 0,
  waiting_approval: 0,
  on_hold: 0,
  waiting_time: 0,
  out_of_budget: 0,
  waiting_merge: 0,
} satisfies Record<(typeof openStatuses)[number], number>;

export const nothingWaits = {
  approvals: { low: 0, medium: 0, high: 0 },
  holds: 0,
  questions: 0,
  unknownEffects: 0,
  outOfBudget: 0,
  promotions: 0,
  deadLetters: 0,
  undelivered: 0,
};

/** How things stand now: what waits for people, the open tasks by status, and the newest facts, newest first. */
export async function standing(db: Database) {
  // What is asked about together is one thing to decide, as risky as the riskiest of it.
  const asked = db
    .select({
      rank: sql<number>`max(${approvals.riskRank})`.as("rank"),
      held: sql<0 | 1>`${approvals.holdUntil} IS NOT NULL`.as("held"),
    })
    .from(approvals)
    .where(eq(approvals.status, "pending"))
    .groupBy(sql`coalesce(${approvals.bundle}, ${approvals.id})`, sql`held`)
    .as("asked");
  const [latest, byStatus, pending, [unknown], [proposed], [dead], [missed]] = await db.batch([
    db.select().from(ledger).where(gt(ledger.seq, 0)).orderBy(desc(ledger.seq)).limit(newestFacts),
    db
      .select({ status: tasks.status, n: count() })
      .from(tasks)
      .where(inArray(tasks.status, [...openStatuses]))
      .groupBy(tasks.status),
    db
      .select({ rank: asked.rank, held: asked.held, n: count() })
      .from(asked)
      .groupBy(sql`1`, sql`2`),
    db.select({ n: count() }).from(effects).where(eq(effects.state, "unknown")),
    db
      .select({ n: count() })
      .from(promotions)
      // Spelled out and with a range, it is a search of the index that has pending ones alone.
      .where(and(sql`${promotions.status} = 'pending'`, gt(promotions.project, ""))),
    db.select({ n: count() }).from(deadLetters).where(eq(deadLetters.state, "open")),
    countUndelivered(db),
  ]);
  const open = { ...noTasks };
  for (const { status, n } of byStatus) if (isOpen(status)) open[status] = n;
  const risks = { ...nothingWaits.approvals };
  let holds = 0;
  for (const { rank, held, n } of pending) {
    if (held === 1) holds += n;
    else risks[rank >= 3 ? "high" : rank === 2 ? "medium" : "low"] += n;
  }
  const waiting = {
    approvals: risks,
    holds,
    questions: open.waiting_reply,
    unknownEffects: unknown?.n ?? 0,
    outOfBudget: open.out_of_budget,
    promotions: proposed?.n ?? 0,
    deadLetters: dead?.n ?? 0,
    undelivered: missed?.n ?? 0,
  };
  return { waiting, open, latest };
}

const hourMs = 60 * 60_000;

function isOpen(status: string): status is keyof typeof noTasks {
  return Object.hasOwn(noTasks, status);
}

/** An hour of work: what began, how what ended did so, and what the model cost, in micro-dollars. */
export interface Hour {
  at: number;
  started: number;
  done: number;
  rejected: number;
  failed: number;
  cancelled: number;
  microUsd: number;
}

/** The running hour (UTC) and those before it, oldest first, so many together. */
export async function throughput(db: Database, hours: number, now: number): Promise<Hour[]> {
  const first = Math.floor(now / hourMs) - hours + 1;
  const since = first * hourMs;
  // Written out: a bound number would be a real one, and divide as such.
  const hour = sql.raw("/ 3600000");
  const [started, ended, spent] = await db.batch([
    db
      .select({ hour: sql<number>`${tasks.createdAt} ${hour}`.as("hour"), n: count() })
      .from(tasks)
      .where(gte(tasks.createdAt, since))
      .groupBy(sql`hour`),
    db
      // What has ended moves no more.
      .select({ hour: sql<number>`${tasks.updatedAt} ${hour}`.as("hour"), status: tasks.status, n: count() })
      .from(tasks)
      .where(and(inArray(tasks.status, [...finalStatuses]), gte(tasks.updatedAt, since)))
      .groupBy(tasks.status, sql`hour`),
    db
      .select({
        hour: sql<number>`${llmCalls.at} ${hour}`.as("hour"),
        microUsd: sql<number>`sum(${llmCalls.microUsd})`.as("micro_usd_sum"),
      })
      .from(llmCalls)
      .where(gte(llmCalls.at, since))
      .groupBy(sql`hour`),
  ]);
  const series = Array.from({ length: hours }, (_, n) => emptyHour((first + n) * hourMs));
  for (const one of started) entryOf(series, one.hour - first).started = one.n;
  for (const one of ended) {
    const { status } = one;
    if (status === "done" || status === "rejected" || status === "failed" || status === "cancelled")
      entryOf(series, one.hour - first)[status] = one.n;
  }
  for (const one of spent) entryOf(series, one.hour - first).microUsd = one.microUsd;
  return series;
}

function emptyHour(at: number): Hour {
  return { at, started: 0, done: 0, rejected: 0, failed: 0, cancelled: 0, microUsd: 0 };
}

/** An entry; what was recorded by a clock ahead of ours counts in the last one. */
function entryOf(series: Hour[], n: number): Hour {
  return series[Math.min(n, series.length - 1)] ?? emptyHour(0);
}

/** What waits in the outbox, and open dead letters by the queue that they died on. */
export async function backlog(db: Database, now: number) {
  const [waiting, [assignments], dead, [due]] = await db.batch([
    db
      .select({ kind: signals.kind, queue: signals.queue, n: count(), oldest: min(signals.receivedAt) })
      .from(signals)
      .where(inArray(signals.status, ["received", "queued"]))
      .groupBy(signals.kind, signals.queue),
    db
      .select({ n: count(), oldest: min(executorAssignments.updatedAt) })
      .from(executorAssignments)
      .where(eq(executorAssignments.state, "queued")),
    db
      .select({ queue: deadLetters.queue, n: count() })
      .from(deadLetters)
      .where(eq(deadLetters.state, "open"))
      .groupBy(deadLetters.queue),
    db
      .select({ n: count(), oldest: min(watches.dueAt) })
      .from(watches)
      .where(lte(watches.dueAt, now)),
  ]);
  const none = { n: 0, oldest: null };
  return { waiting, assignments: assignments ?? none, dead, due: due ?? none };
}
