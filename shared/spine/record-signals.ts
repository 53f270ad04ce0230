import { type SQL, sql } from "drizzle-orm";
import { insertFrom, insertWhere } from "../db/insert-where.ts";
import { chunks, column, each, jsonColumn } from "../db/json-rows.ts";
import { newestChange, newestChangeNow } from "../db/settings.ts";
import { ledger, signals } from "../db/schema.ts";
import type { NewSignal } from "../domain/signal.ts";
import { together } from "../platform/together.ts";
import type { Spine } from "./context.ts";

/** What one request records. */
interface Group {
  spine: Spine;
  arrived: readonly NewSignal[];
  /** The newest change of a setting under which it was read: it is written only where that is so still. null: it doesn't matter. */
  under: number | null;
}

/** What has become of a group: for each signal whether it is new, and the newest change of a setting at that moment. */
interface Recorded {
  isNew: boolean[];
  newest: number;
}

/** So many requests are written in one batch at most. */
const most = 300;

const recorders = new WeakMap<D1Database, (group: Group) => Promise<Recorded>>();

/**
 * Records signals, each once, with the facts of those that are dropped, in one call to D1; where `under` is given, only if no setting
 * has changed since. Requests that come at once share a call, so that a burst doesn't wait in line for the database.
 */
export async function recordSignals(
  spine: Spine,
  arrived: readonly NewSignal[],
  under: number | null = null,
): Promise<Recorded> {
  const { DB } = spine.env;
  const recorder = recorders.get(DB) ?? together(recordGroups, most);
  recorders.set(DB, recorder);
  return recorder({ spine, arrived, under });
}

/** All groups go as rows of a few statements: what a statement costs is paid for once, however many come. */
async function recordGroups(groups: readonly Group[]): Promise<Recorded[]> {
  const [first] = groups;
  if (first === undefined) return [];
  const { db, now } = first.spine;
  const rows = groups.flatMap(({ arrived, under }) =>
    arrived.map((signal) => ({ ...signalRow(signal, now()), ...toldBy(signal, now()), under })),
  );
  const facts = rows.flatMap(({ id, reason, receivedAt, under }) =>
    reason === null ? [] : [{ ...droppedFact(id, reason, receivedAt), signalId: id, under }],
  );
  const isStill = sql`coalesce(${column("under")}, ${newestChange}) = ${newestChange}`;
  const isTold = sql`EXISTS (SELECT 1 FROM ${signals} WHERE ${signals.id} BETWEEN ${column("begins")} AND ${column("begins")} || '~' AND ${signals.receivedAt} >= ${column("since")})`;
  const inserts = chunks(rows).map((json) =>
    insertFrom(
      db,
      signals,
      {
        id: column("id"),
        kind: column("kind"),
        provenance: column("provenance"),
        status: column("status"),
        reason: column("reason"),
        queue: column("queue"),
        body: jsonColumn("body"),
        receivedAt: column("receivedAt"),
      },
      sql`${each(json)} WHERE ${isStill} AND NOT ${isTold}`,
    )
      .onConflictDoNothing()
      .returning({ id: signals.id, newest: newestChange }),
  );
  const tellings = chunks(facts).map((json) =>
    insertFrom(
      db,
      ledger,
      {
        id: column("id"),
        at: column("at"),
        type: column("type"),
        summary: column("summary"),
        data: jsonColumn("data"),
      },
      sql`${each(json)} WHERE ${isStill} AND EXISTS (SELECT 1 FROM ${signals} WHERE ${signals.id} = ${column("signalId")})`,
    ).onConflictDoNothing(),
  );
  const [insert, ...others] = inserts;
  const [inserted, ...more] = insert === undefined ? [[]] : await db.batch([insert, ...others, ...tellings]);
  const news = [inserted, ...more.slice(0, others.length)].flatMap((ids) => (Array.isArray(ids) ? ids : []));
  const written = new Set(news.map(({ id }) => id));
  // What is written says it; where nothing is, it is asked for, if anybody wants to know.
  const newest =
    news[0]?.newest ?? (groups.every(({ under }) => under === null) ? 0 : await newestChangeNow(db));
  return groups.map(({ arrived, under }) => {
    const isWritten = under === null || under === newest;
    // Of two with one id the first is the new one.
    return { isNew: arrived.map(({ id }) => isWritten && written.delete(id)), newest };
  });
}

/** The statement that records a signal, once and where a guard holds; it returns a row if it did. */
export function newSignal({ db, now }: Pick<Spine, "db" | "now">, signal: NewSignal, guard: SQL = sql`true`) {
  return insertWhere(db, signals, signalRow(signal, now()), guard)
    .onConflictDoNothing()
    .returning({ id: signals.id });
}

/** What the ids of its other tellings begin with, and since when they count; null: it has a name of its own. */
function toldBy({ unless }: NewSignal, now: number) {
  return unless === undefined
    ? { begins: null, since: null }
    : { begins: unless.begins, since: now - unless.withinMs };
}

function signalRow({ dropReason, unless: _unless, ...columns }: NewSignal, receivedAt: number) {
  const status = dropReason === null ? "received" : "dropped";
  const queue = columns.queue ?? null;
  return { ...columns, queue, status, reason: dropReason, receivedAt } as const;
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
