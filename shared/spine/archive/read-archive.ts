import { eq } from "drizzle-orm";
import { z } from "zod";
import { type LedgerFilter, listLedger } from "../../db/ledger.ts";
import { costQuery, taskById } from "../../db/tasks.ts";
import { recordStatements, type TaskRecords, together } from "../../db/task-records.ts";
import { ledger, tasks } from "../../db/schema.ts";
import { type Archived, archiveKey } from "../../domain/archived.ts";
import { sha256 } from "../../platform/digest.ts";
import { SignalboxError } from "../../platform/errors.ts";
import type { Ground } from "../ground.ts";
import { readLines } from "./lines.ts";

type Place = Pick<Ground, "env" | "db">;

/** Of facts and calls that D1 has, so many are read. */
const most = 1000;

/**
 * What has moved to the archive of a task.
 * @throws SignalboxError `not_found` when it is not there, or is not what was written.
 */
export async function readArchive(
  { env }: Pick<Ground, "env">,
  taskId: string,
  { digest }: Pick<Archived, "digest">,
): Promise<TaskRecords> {
  const key = archiveKey(taskId, digest);
  const body = await env.ARTEFACTS.get(key);
  if (body === null)
    throw new SignalboxError("not_found", `the records of ${taskId} were moved to ${key}, and are not there`);
  const text = await body.text();
  if ((await sha256(text)) !== digest)
    throw new SignalboxError("not_found", `${key} is not what was written there: it is not believed`);
  return readLines(taskId, text);
}

/** Everything that is known of a task, wherever it is; null when there is no such task. */
export async function taskDossier({ env, db }: Place, taskId: string) {
  const [[task], [cost], ...read] = await db.batch([
    db.select().from(tasks).where(eq(tasks.id, taskId)),
    costQuery(db, taskId),
    ...recordStatements(db, taskId, most),
  ]);
  if (!task || !cost) return null;
  const [facts, actions, approvals, effects, llmCalls, signals] = read;
  const here: TaskRecords = { ledger: facts, actions, approvals, effects, llmCalls, signals };
  if (task.archived === null) return { task, records: here, cost };
  const before = await readArchive({ env }, taskId, task.archived);
  const records = together(before, here);
  return { task, records, cost: sumOf(records.llmCalls) };
}

function sumOf(calls: TaskRecords["llmCalls"]) {
  const sum = (of: (call: (typeof calls)[number]) => number): number =>
    calls.reduce((all, call) => all + of(call), 0);
  return {
    calls: calls.length,
    inputTokens: sum((one) => one.inputTokens + one.cacheWriteTokens + one.cachedTokens),
    cachedTokens: sum((one) => one.cachedTokens),
    outputTokens: sum((one) => one.outputTokens),
    microUsd: sum((one) => one.microUsd),
  };
}

/** A task's facts, oldest first, wherever they are: at most a thousand. */
export async function factsOfTask({ env, db }: Place, taskId: string): Promise<TaskRecords["ledger"]> {
  const [[task], facts] = await db.batch([
    db.select({ archived: tasks.archived }).from(tasks).where(eq(tasks.id, taskId)),
    db.select().from(ledger).where(eq(ledger.taskId, taskId)).orderBy(ledger.seq).limit(most),
  ]);
  if (!task?.archived) return facts;
  const before = await readArchive({ env }, taskId, task.archived);
  return together(before, { ...nothing, ledger: facts }).ledger.slice(0, most);
}

/** Facts newest first from a `seq` on, as `listLedger`; of one task also those that have moved. */
export async function listFacts(
  { env, db }: Place,
  filter: LedgerFilter,
  limit: number,
  before: number | null,
): Promise<TaskRecords["ledger"]> {
  const here = await listLedger(db, filter, limit, before);
  // What D1 has is newer.
  if (filter.task === null || here.length === limit) return here;
  const task = await taskById(db, filter.task);
  if (!task?.archived) return here;
  const moved = (await readArchive({ env }, task.id, task.archived)).ledger
    .filter(({ seq, type }) => (before === null || seq < before) && (filter.type ?? type) === type)
    .toReversed();
  return [...here, ...moved].slice(0, limit);
}

const nothing: TaskRecords = {
  ledger: [],
  actions: [],
  approvals: [],
  effects: [],
  llmCalls: [],
  signals: [],
};

const left = z.object({ type: z.literal("archived"), taskId: z.string() });

/** Whether a signal's words have moved with its task. */
export function hasMoved(body: object): boolean {
  return left.safeParse(body).success;
}

/**
 * A signal's words, also where they have moved.
 * @throws as `readArchive`.
 */
export async function signalBody(
  { env, db }: Place,
  { id, body }: { id: string; body: object },
): Promise<object> {
  const moved = left.safeParse(body);
  if (!moved.success) return body;
  const { taskId } = moved.data;
  const task = await db.select({ archived: tasks.archived }).from(tasks).where(eq(tasks.id, taskId)).get();
  if (!task?.archived) return body;
  const { signals } = await readArchive({ env }, taskId, task.archived);
  return signals.find((one) => one.id === id)?.body ?? body;
}
