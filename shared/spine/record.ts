import { getAgentByName } from "agents";
import type { SQL } from "drizzle-orm";
import type { LedgerEntry, LedgerType } from "../domain/ledger.ts";
import { ledgerStatements, type Statement } from "../db/ledger.ts";
import type { Spine } from "./context.ts";

/** A fact about a task. `key` is unique within the task and the same when a step runs again. */
export function fact(
  spine: Spine,
  taskId: string,
  key: string,
  type: LedgerType,
  summary: string,
  data: Record<string, unknown> = {},
): LedgerEntry {
  return { id: `${taskId}/${key}`, at: spine.now(), taskId, type, summary, data };
}

/**
 * Writes records and the facts about them in one atomic batch, then lets the task's agent catch up.
 * With `guard` the facts are written only where that condition holds after the records are.
 * Everything that the ledger knows about a task goes through here.
 */
export async function record(
  spine: Spine,
  entries: readonly LedgerEntry[],
  records: readonly Statement[] = [],
  guard?: SQL,
): Promise<void> {
  const [first, ...rest] = [...records, ...ledgerStatements(spine.db, entries, guard)];
  if (first === undefined) return;
  await spine.db.batch([first, ...rest]);
  const taskIds = new Set(entries.map((entry) => entry.taskId).filter((id) => id !== null));
  await Promise.all([...taskIds].map(async (id) => refreshTask(spine.env, id)));
}

/** Tells a task's agent that its ledger has grown. */
export async function refreshTask(env: Env, taskId: string): Promise<void> {
  const agent = await getAgentByName(env.TASK_AGENT, taskId);
  await agent.refresh();
}
