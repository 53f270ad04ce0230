import { and, asc, desc, eq, inArray, ne, sql } from "drizzle-orm";
import type { DeadLetterState } from "../domain/dead-letter.ts";
import type { SignalStatus } from "../domain/signal.ts";
import type { Database } from "./database.ts";
import { deadLetters, signalAnswers, signals } from "./schema.ts";

type Before = { at: number; id: string } | null;

/** Spelled out, it offers the index that has dropped ones alone. */
const wasDropped = sql`${signals.status} = 'dropped'`;

/**
 * Signals newest first, from a keyset cursor on. Of a kind and a status: what came to nothing has an index of its own, and all
 * that is under way is little.
 */
export async function listSignals(
  db: Database,
  { status, kind }: { status?: SignalStatus | undefined; kind?: string | undefined },
  limit: number,
  before: Before,
) {
  const isUnderWay = status === "received" || status === "queued" || status === "dead";
  return db
    .select()
    .from(signals)
    .where(
      and(
        status === undefined ? undefined : status === "dropped" ? wasDropped : eq(signals.status, status),
        kind === undefined
          ? undefined
          : isUnderWay
            ? sql`+${signals.kind} = ${kind}`
            : eq(signals.kind, kind),
        before === null
          ? undefined
          : sql`(${signals.receivedAt}, ${signals.id}) < (${before.at}, ${before.id})`,
      ),
    )
    .orderBy(desc(signals.receivedAt), desc(signals.id))
    .limit(limit);
}

/** The signals that a task was made of, in order: the request, then the answers. A statement, to be run or batched. */
export function signalsOfTask(db: Database, taskId: string) {
  return db.select().from(signals).where(ofTask(db, taskId)).orderBy(signals.receivedAt);
}

/** Holds for the signals that a task's job has taken up for it. */
export function ofTask(db: Database, taskId: string) {
  const taken = and(eq(signalAnswers.taskId, taskId), eq(signalAnswers.answer, "took"));
  return inArray(signals.id, db.select({ id: signalAnswers.signalId }).from(signalAnswers).where(taken));
}

/** What the jobs have said to signals so far, the first answer first. A statement, to be run or batched. */
export function answersTo(db: Database, signalIds: readonly string[]) {
  const ids = sql`(SELECT value FROM json_each(${JSON.stringify(signalIds)}))`;
  return db
    .select()
    .from(signalAnswers)
    .where(sql`${signalAnswers.signalId} IN ${ids}`)
    .orderBy(asc(signalAnswers.at));
}

export async function signalById(db: Database, id: string) {
  return db.select().from(signals).where(eq(signals.id, id)).get();
}

/** Dead letters in a state, newest first, from a keyset cursor on. */
export async function listDeadLetters(db: Database, state: DeadLetterState, limit: number, before: Before) {
  const older = before && sql`(${deadLetters.at}, ${deadLetters.id}) < (${before.at}, ${before.id})`;
  return db
    .select()
    .from(deadLetters)
    .where(and(eq(deadLetters.state, state), older ?? undefined))
    .orderBy(desc(deadLetters.at), desc(deadLetters.id))
    .limit(limit);
}

export async function deadLetterById(db: Database, id: string) {
  return db.select().from(deadLetters).where(eq(deadLetters.id, id)).get();
}

const withSignal = { letter: deadLetters, signalStatus: signals.status, signalKind: signals.kind };

/** Dead letters with what has become of their signals; at most a hundred ids. */
export async function deadLettersById(db: Database, ids: readonly string[]) {
  return db
    .select(withSignal)
    .from(deadLetters)
    .leftJoin(signals, eq(signals.id, deadLetters.signalId))
    .where(inArray(deadLetters.id, [...ids]));
}

/** The oldest open letters that name a signal which can be sent again. */
export async function replayableLetters(db: Database, limit: number) {
  return db
    .select(withSignal)
    .from(deadLetters)
    .innerJoin(signals, and(eq(signals.id, deadLetters.signalId), ne(signals.status, "dropped")))
    .where(eq(deadLetters.state, "open"))
    .orderBy(asc(deadLetters.at), asc(deadLetters.id))
    .limit(limit);
}

export async function countOpenLetters(db: Database): Promise<number> {
  return db.$count(deadLetters, eq(deadLetters.state, "open"));
}
