import type { SQL } from "drizzle-orm";
import type { LedgerEntry, LedgerType } from "../domain/ledger.ts";
import { type Entry, entryStatements, type Statement } from "../db/ledger.ts";
import type { Ground } from "./ground.ts";
import { tellBoard } from "./tell-board.ts";

/** A fact about a task. `key` is unique within the task and the same when a step runs again. */
export function fact(
  spine: Ground,
  taskId: string,
  key: string,
  type: LedgerType,
  summary: string,
  data: Record<string, unknown> = {},
): LedgerEntry {
  return { id: `${taskId}/${key}`, at: spine.now(), taskId, type, summary, data };
}

/**
 * Writes entries in one atomic batch, with what a step has left to be written, and lets the board catch up, which nobody
 * waits for. Everything that the ledger knows about a task goes through here. Returns what each entry's records returned.
 */
export async function recordAll(spine: Ground, entries: readonly Entry[]): Promise<unknown[][]> {
  const later = spine.step?.later.splice(0) ?? [];
  const { statements, places } = entryStatements(spine.db, spine.specOf, [...later, ...entries]);
  const [first, ...rest] = statements;
  if (first === undefined) return entries.map(() => []);
  let results: unknown[];
  try {
    results = await spine.db.batch([first, ...rest]);
  } catch (error) {
    spine.step?.later.unshift(...later);
    throw error;
  }
  tellBoard(spine.env);
  return places.slice(later.length).map(({ from, to }) => results.slice(from, to));
}

/** Writes an entry with what the step writes next; outside of a step at once. */
export async function recordLater(spine: Ground, entry: Entry): Promise<void> {
  if (spine.step === undefined) await recordAll(spine, [entry]);
  else spine.step.later.push(entry);
}

/** Writes what a step has left to be written: for who is about to read it. */
export async function recordLeft(spine: Ground): Promise<void> {
  if (spine.step !== undefined && spine.step.later.length > 0) await recordAll(spine, []);
}

/** Writes one entry, see `recordAll`. Returns what its records returned. */
export async function record(
  spine: Ground,
  facts: readonly LedgerEntry[],
  records: readonly Statement[] = [],
  guard?: SQL,
): Promise<unknown[]> {
  const [results = []] = await recordAll(spine, [{ facts, records, guard }]);
  return results;
}

/** Whether a conditional update with `returning` hit its row. */
export function hit(result: unknown): boolean {
  return Array.isArray(result) && result.length === 1;
}
