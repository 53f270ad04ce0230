import type { SQL } from "drizzle-orm";
import type { LedgerEntry, LedgerType } from "../domain/ledger.ts";
import { ledgerStatements, type Statement } from "../db/ledger.ts";
import { inBackground } from "../platform/background.ts";
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

/** Records with the facts about them. With `guard` the facts are written only where it holds after the records are. */
export interface Entry {
  facts: readonly LedgerEntry[];
  records?: readonly Statement[];
  guard?: SQL | undefined;
}

/**
 * Writes entries in one atomic batch, then lets the tasks' agents and the board catch up, which nobody waits for: an
 * agent that misses a call sees more at the next one. Everything that the ledger knows about a task goes through here.
 * Returns what each entry's records returned.
 */
export async function recordAll(spine: Ground, entries: readonly Entry[]): Promise<unknown[][]> {
  const statements = entries.map(({ facts, records = [], guard }) => [
    ...records,
    ...ledgerStatements(spine.db, spine.specOf, facts, guard),
  ]);
  const [first, ...rest] = statements.flat();
  if (first === undefined) return entries.map(() => []);
  const results: unknown[] = await spine.db.batch([first, ...rest]);
  const taskIds = new Set(entries.flatMap(({ facts }) => facts.map((one) => one.taskId)));
  for (const taskId of taskIds)
    if (taskId !== null) inBackground("refresh", { taskId }, async () => refreshTask(spine.env, taskId));
  tellBoard(spine.env);
  return statements.map((mine, n) =>
    results.splice(0, mine.length).slice(0, entries[n]?.records?.length ?? 0),
  );
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

/** Tells a task's agent that its ledger has grown. The first time it also sets the task's watchdog. */
export async function refreshTask(env: Pick<Env, "TASK_AGENT">, taskId: string): Promise<void> {
  await env.TASK_AGENT.getByName(taskId).refresh();
}
