import { type SQL, sql } from "drizzle-orm";
import { insertWhere } from "../db/insert-where.ts";
import { ledgerStatements } from "../db/ledger.ts";
import { newestChange } from "../db/settings.ts";
import { signals } from "../db/schema.ts";
import type { NewSignal } from "../domain/signal.ts";
import { together } from "../platform/together.ts";
import type { Spine } from "./context.ts";

/** What one request records: signals, where a guard holds. */
interface Group {
  spine: Spine;
  arrived: readonly NewSignal[];
  guard: SQL;
}

/** What has become of a group: for each signal whether it is new, and the newest change of a setting at that moment. */
interface Recorded {
  isNew: boolean[];
  newest: number;
}

/** So many requests are written in one batch at most. */
const most = 100;

const recorders = new WeakMap<D1Database, (group: Group) => Promise<Recorded>>();

/**
 * Records signals, each once and where a guard holds, with the facts of those that are dropped, in one call to D1. Requests that
 * come at once share a call, so that a burst doesn't wait in line for the database.
 */
export async function recordSignals(
  spine: Spine,
  arrived: readonly NewSignal[],
  guard: SQL = sql`true`,
): Promise<Recorded> {
  const { DB } = spine.env;
  const recorder = recorders.get(DB) ?? together(recordGroups, most);
  recorders.set(DB, recorder);
  return recorder({ spine, arrived, guard });
}

async function recordGroups(groups: readonly Group[]): Promise<Recorded[]> {
  const [first] = groups;
  if (first === undefined) return [];
  const { db } = first.spine;
  const inserts = groups.flatMap(({ spine, arrived, guard }) =>
    arrived.map((signal) => newSignal({ ...spine, db }, signal, guard)),
  );
  const facts = groups.flatMap(({ spine, arrived, guard }) =>
    arrived.flatMap(({ id, dropReason }) =>
      dropReason === null
        ? []
        : ledgerStatements(db, spine.specOf, [droppedFact(id, dropReason, spine.now())], guard),
    ),
  );
  const [[seen], ...results] = await db.batch([
    db.select({ newest: newestChange }).from(sql`(SELECT 1)`),
    ...inserts,
    ...facts,
  ]);
  let at = 0;
  return groups.map(({ arrived }) => {
    const own = results.slice(at, (at += arrived.length));
    return {
      isNew: own.map((rows) => Array.isArray(rows) && rows.length > 0),
      newest: seen?.newest ?? 0,
    };
  });
}

/** The statement that records a signal, once and where a guard holds; it returns a row if it did. */
export function newSignal(
  { db, now }: Pick<Spine, "db" | "now">,
  { dropReason, ...columns }: NewSignal,
  guard: SQL = sql`true`,
) {
  const status = dropReason === null ? "received" : "dropped";
  const row = {
    ...columns,
    queue: columns.queue ?? null,
    status,
    reason: dropReason,
    receivedAt: now(),
  } as const;
  return insertWhere(db, signals, row, guard).onConflictDoNothing().returning({ id: signals.id });
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
