import { and, desc, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import { isFinal, type TaskStatus } from "../domain/task-status.ts";
import type { Database } from "./database.ts";
import { llmCalls, tasks } from "./schema.ts";

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
  const phrase = phraseOf(text);
  // Few tasks are open: each is looked up in the index, instead of each that has the text among the tasks.
  if (filter.status !== undefined && !isFinal(filter.status))
    return db
      .select()
      .from(tasks)
      .where(
        and(
          ...narrowed(filter),
          before === null ? undefined : sql`(${tasks.createdAt}, ${tasks.id}) < (${before.at}, ${before.id})`,
          sql`EXISTS (SELECT 1 FROM task_search WHERE task_search MATCH ${phrase} AND task_search.rowid = tasks.rowid)`,
        ),
      )
      .orderBy(desc(tasks.createdAt), desc(tasks.id))
      .limit(limit);
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

/** A text as one phrase of the search: nothing in it is an operator. */
function phraseOf(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

export async function taskById(db: Database, taskId: string) {
  return db.select().from(tasks).where(eq(tasks.id, taskId)).get();
}

const shortestEnding = 6;
/** Whoever names so many names none. */
const mostCalled = 500;

/**
 * The tasks that somebody may mean: the one of that id, else those whose id begins with the text, or ends with it where it
 * has 6 characters or more. Newest first; of more than 500, some.
 */
export async function tasksCalled(db: Database, text: string, limit: number) {
  const exact = await taskById(db, text);
  if (exact !== undefined || text === "") return exact === undefined ? [] : [exact];
  // Ids have nothing in them that comes behind this character.
  const begins = sql`SELECT id FROM ${tasks} WHERE id >= ${text} AND id < ${`${text}\u{10ffff}`} LIMIT ${mostCalled}`;
  const ends = sql`SELECT id FROM task_search WHERE task_search MATCH ${`id : ${phraseOf(text)}`} AND substr(id, -length(${text})) = ${text} LIMIT ${mostCalled}`;
  return db
    .select()
    .from(tasks)
    .where(
      text.length < shortestEnding
        ? sql`${tasks.id} IN (${begins})`
        : sql`(${tasks.id} IN (${begins}) OR ${tasks.id} IN (${ends}))`,
    )
    .orderBy(desc(tasks.createdAt), desc(tasks.id))
    .limit(limit);
}

/** What a task's model calls cost together. Money in micro-dollars. */
export async function costOfTask(db: Database, taskId: string) {
  const cost = await costQuery(db, taskId).get();
  return cost ?? { calls: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0, microUsd: 0 };
}

/** The same as a statement, to be run or batched. */
export function costQuery(db: Database, taskId: string) {
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
