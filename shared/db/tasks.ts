import { and, asc, desc, eq, getTableColumns, or, type SQL, sql } from "drizzle-orm";
import type { TaskStatus } from "../domain/task-status.ts";
import type { Database } from "./database.ts";
import { actions, approvals, effects, ledger, llmCalls, tasks } from "./schema.ts";

/** What a list of tasks is narrowed to. */
export interface TaskFilter {
  status?: TaskStatus | undefined;
  project?: string | undefined;
  kind?: string | undefined;
  /** Part of a title, an id or a requester's name: three characters or more. */
  q?: string | undefined;
}

type TaskCursor = { at: number; id: string };

/** Tasks newest first, from a keyset cursor on. */
export async function listTasks(db: Database, filter: TaskFilter, limit: number, before: TaskCursor | null) {
  if (filter.q !== undefined) return searchTasks(db, filter, filter.q, limit, before);
  // As a row value it is one range of the index; spelled out with OR, SQLite would walk there from the start.
  const older = before && sql`(${tasks.createdAt}, ${tasks.id}) < (${before.at}, ${before.id})`;
  return db
    .select()
    .from(tasks)
    .where(and(...narrowed(filter), older ?? undefined))
    .orderBy(desc(tasks.createdAt), desc(tasks.id))
    .limit(limit);
}

/**
 * Each filter is a range of an index of its own, in the list's order. Of several, few tasks are in any status but done:
 * then the other filters are kept (by a plus) from offering their indexes, since SQLite can't know.
 */
function narrowed({ status, project, kind }: TaskFilter): SQL[] {
  const plus = status === undefined || status === "done" ? sql`` : sql`+`;
  return [
    ...(status === undefined ? [] : [eq(tasks.status, status)]),
    ...(project === undefined ? [] : [sql`${plus}${tasks.project} = ${project}`]),
    ...(kind === undefined ? [] : [sql`${plus}${tasks.kind} = ${kind}`]),
  ];
}

/**
 * Tasks that contain a text, in the order of their rows, which is that of their creation: the index hands its matches out
 * newest first, so a page of tens of thousands of matches costs no more than a page of few.
 */
async function searchTasks(
  db: Database,
  filter: TaskFilter,
  text: string,
  limit: number,
  before: TaskCursor | null,
) {
  // As one phrase, nothing in it is an operator.
  const phrase = `"${text.replaceAll('"', '""')}"`;
  const older =
    before === null
      ? undefined
      : sql`task_search.rowid < (SELECT rowid FROM ${tasks} WHERE ${tasks.id} = ${before.id})`;
  return (
    db
      .select(getTableColumns(tasks))
      .from(sql`task_search`)
      // CROSS keeps the order: the other way round each task would be looked up in the index.
      .crossJoin(tasks)
      .where(
        and(
          sql`task_search MATCH ${phrase}`,
          sql`tasks.rowid = task_search.rowid`,
          ...narrowed(filter),
          older,
        ),
      )
      .orderBy(sql`task_search.rowid DESC`)
      .limit(limit)
  );
}

export async function taskById(db: Database, taskId: string) {
  return db.select().from(tasks).where(eq(tasks.id, taskId)).get();
}

const shortestEnding = 6;

/**
 * The tasks that somebody may mean: the one of that id, else those whose id begins with the text, or ends with it where it
 * has 6 characters or more. Newest first.
 */
export async function tasksCalled(db: Database, text: string, limit: number) {
  const exact = await taskById(db, text);
  if (exact !== undefined || text === "") return exact === undefined ? [] : [exact];
  const begins = sql`substr(${tasks.id}, 1, length(${text})) = ${text}`;
  const ends = sql`substr(${tasks.id}, -length(${text})) = ${text}`;
  return db
    .select()
    .from(tasks)
    .where(text.length < shortestEnding ? begins : or(begins, ends))
    .orderBy(desc(tasks.createdAt), desc(tasks.id))
    .limit(limit);
}

/** Everything that is known of a task, in one round trip; null when there is no such task. */
export async function taskDossier(db: Database, taskId: string) {
  const [[task], timeline, actionRows, approvalRows, effectRows, calls, [cost]] = await db.batch([
    db.select().from(tasks).where(eq(tasks.id, taskId)),
    db.select().from(ledger).where(eq(ledger.taskId, taskId)).orderBy(asc(ledger.seq)).limit(1000),
    db.select().from(actions).where(eq(actions.taskId, taskId)).orderBy(asc(actions.createdAt)),
    db.select().from(approvals).where(eq(approvals.taskId, taskId)).orderBy(asc(approvals.createdAt)),
    db
      .select({ effect: effects, kind: actions.kind, target: actions.target })
      .from(effects)
      .innerJoin(actions, eq(actions.id, effects.actionId))
      .where(eq(effects.taskId, taskId)),
    db.select().from(llmCalls).where(eq(llmCalls.taskId, taskId)).orderBy(asc(llmCalls.at)).limit(1000),
    costQuery(db, taskId),
  ]);
  if (!task || !cost) return null;
  return { task, timeline, actions: actionRows, approvals: approvalRows, effects: effectRows, calls, cost };
}

/** What a task's model calls cost together. Money in micro-dollars. */
export async function costOfTask(db: Database, taskId: string) {
  const cost = await costQuery(db, taskId).get();
  return cost ?? { calls: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0, microUsd: 0 };
}

function costQuery(db: Database, taskId: string) {
  return db
    .select({
      calls: sql<number>`count(*)`,
      inputTokens: sql<number>`coalesce(sum(${llmCalls.inputTokens} + ${llmCalls.cacheWriteTokens} + ${llmCalls.cachedTokens}), 0)`,
      cachedTokens: sql<number>`coalesce(sum(${llmCalls.cachedTokens}), 0)`,
      outputTokens: sql<number>`coalesce(sum(${llmCalls.outputTokens}), 0)`,
      microUsd: sql<number>`coalesce(sum(${llmCalls.microUsd}), 0)`,
    })
    .from(llmCalls)
    .where(eq(llmCalls.taskId, taskId));
}
