import { and, count, desc, eq, inArray, isNull, isNotNull, type SQL, sql } from "drizzle-orm";
import { headId } from "../domain/artefacts/artefact.ts";
import type { Importance, WatchSignalState } from "../domain/watch/thought.ts";
import type { WatchItem, WatchSource } from "../domain/watch/watch-signal.ts";
import type { Database } from "./database.ts";
import {
  approvals,
  artefacts,
  artefactSuggestions,
  autonomyLevels,
  llmCalls,
  signals,
  tasks,
  watchCycles,
  watches,
  watchItems,
  watchProposals,
  watchSignals,
} from "./schema.ts";

type Before = { at: number; id: string } | null;

/** A list of any length as one bound value. */
function listed(values: readonly string[]): SQL {
  return sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;
}

/** What is known of some projects' watches: one round trip for all of them. */
export async function watchRecords(db: Database, projects: readonly string[]) {
  const names = listed(projects);
  const [watched, waiting, suggestions, pending, deliveries, levels] = await db.batch([
    db
      .select()
      .from(watches)
      .where(sql`${watches.project} IN ${names}`),
    db
      .select({ project: watchSignals.project, n: count() })
      .from(watchSignals)
      .where(and(sql`${watchSignals.project} IN ${names}`, eq(watchSignals.state, "new")))
      .groupBy(watchSignals.project),
    db
      .select({ project: artefactSuggestions.project, n: count() })
      .from(artefactSuggestions)
      .where(and(sql`${artefactSuggestions.project} IN ${names}`, eq(artefactSuggestions.state, "open")))
      .groupBy(artefactSuggestions.project),
    db
      .select({
        project: approvals.project,
        held: sql<0 | 1>`${approvals.holdUntil} IS NOT NULL`.as("held"),
        n: count(),
      })
      .from(approvals)
      .where(and(eq(approvals.status, "pending"), sql`${approvals.project} IN ${names}`))
      .groupBy(approvals.project, sql`held`),
    db
      .select({
        project: artefacts.project,
        head: sql<
          string | null
        >`(SELECT value FROM json_each(${artefacts.entries}) WHERE value ->> 'id' = ${headId})`,
      })
      .from(artefacts)
      .where(and(sql`${artefacts.project} IN ${names}`, eq(artefacts.kind, "delivery_state"))),
    db
      .select({ project: autonomyLevels.project, level: autonomyLevels.level })
      .from(autonomyLevels)
      .where(and(sql`${autonomyLevels.project} IN ${names}`, eq(autonomyLevels.kind, "*"))),
  ]);
  return { watched, waiting, suggestions, pending, deliveries, levels };
}

export type WatchRecords = Awaited<ReturnType<typeof watchRecords>>;

export async function watchOf(db: Database, project: string) {
  return db.select().from(watches).where(eq(watches.project, project)).get();
}

/** What a project's feed is narrowed to. */
export interface FeedFilter {
  state?: WatchSignalState | undefined;
  source?: WatchSource | undefined;
  importance?: Importance | undefined;
  flagged?: boolean | undefined;
  unreviewed?: boolean | undefined;
  task?: string | undefined;
}

/**
 * A project's feed from a place in it on: what came in last first, and of what came in together what happened last. Along its
 * index, whatever it is narrowed to.
 */
export async function listWatchSignals(
  db: Database,
  project: string,
  { state, source, importance, flagged, unreviewed, task }: FeedFilter,
  limit: number,
  before: { receivedAt: number; at: number; id: string } | null,
) {
  return db
    .select()
    .from(watchSignals)
    .where(
      and(
        eq(watchSignals.project, project),
        // A plus keeps a filter from offering an index that isn't in the list's order.
        state && sql`+${watchSignals.state} = ${state}`,
        source && eq(watchSignals.source, source),
        importance && eq(watchSignals.importance, importance),
        flagged === undefined ? undefined : (flagged ? isNotNull : isNull)(watchSignals.flag),
        unreviewed === undefined
          ? undefined
          : unreviewed
            ? readAndUnreviewed
            : isNotNull(watchSignals.review),
        task === undefined ? undefined : eq(watchSignals.taskId, task),
        before === null
          ? undefined
          : sql`(${watchSignals.receivedAt}, ${watchSignals.at}, ${watchSignals.id}) < (${before.receivedAt}, ${before.at}, ${before.id})`,
      ),
    )
    .orderBy(desc(watchSignals.receivedAt), desc(watchSignals.at), desc(watchSignals.id))
    .limit(limit);
}

/** What a person can say something of: it was thought about, and nobody has said anything yet. */
const readAndUnreviewed = and(isNull(watchSignals.review), isNotNull(watchSignals.category));

export async function watchSignalById(db: Database, project: string, id: string) {
  return db
    .select()
    .from(watchSignals)
    .where(and(eq(watchSignals.id, id), eq(watchSignals.project, project)))
    .get();
}

/** What a project's watch has wanted to do, with how far that has come; newest first, from a keyset cursor on. */
export async function listProposals(
  db: Database,
  project: string,
  { task }: { task?: string | undefined },
  limit: number,
  before: Before,
) {
  return db
    .select({ proposal: watchProposals, errandStatus: tasks.status })
    .from(watchProposals)
    .leftJoin(tasks, eq(tasks.id, watchProposals.errandTaskId))
    .where(
      and(
        eq(watchProposals.project, project),
        task === undefined ? undefined : eq(watchProposals.taskId, task),
        before === null
          ? undefined
          : sql`(${watchProposals.at}, ${watchProposals.id}) < (${before.at}, ${before.id})`,
      ),
    )
    .orderBy(desc(watchProposals.at), desc(watchProposals.id))
    .limit(limit);
}

/** A project's cycles, newest first, from a keyset cursor on. */
export async function listCycles(db: Database, project: string, limit: number, before: Before) {
  return db
    .select({ cycle: watchCycles, status: tasks.status })
    .from(watchCycles)
    .leftJoin(tasks, eq(tasks.id, watchCycles.taskId))
    .where(
      and(
        eq(watchCycles.project, project),
        before === null
          ? undefined
          : sql`(${watchCycles.createdAt}, ${watchCycles.taskId}) < (${before.at}, ${before.id})`,
      ),
    )
    .orderBy(desc(watchCycles.createdAt), desc(watchCycles.taskId))
    .limit(limit);
}

/** What tasks' model calls took together, by task; a task without calls is missing. Money in micro-dollars. */
export async function costsOfTasks(db: Database, taskIds: readonly string[]) {
  const rows = await db
    .select({
      taskId: llmCalls.taskId,
      inputTokens: sql<number>`sum(${llmCalls.inputTokens} + ${llmCalls.cacheWriteTokens} + ${llmCalls.cachedTokens})`,
      outputTokens: sql<number>`sum(${llmCalls.outputTokens})`,
      microUsd: sql<number>`sum(${llmCalls.microUsd})`,
    })
    .from(llmCalls)
    .where(sql`${llmCalls.taskId} IN ${listed(taskIds)}`)
    .groupBy(llmCalls.taskId);
  return new Map(rows.map(({ taskId, ...cost }) => [taskId, cost]));
}

/**
 * Proposals about some items whose errands have not ended, as far as the watch knows.
 * `asOf`: when their cycle began; what has happened since it didn't know.
 */
export async function waitingProposals(db: Database, project: string, items: readonly string[]) {
  return db
    .select({
      row: watchProposals,
      asOf: sql<number>`coalesce(${watchCycles.createdAt}, ${watchProposals.at})`,
    })
    .from(watchProposals)
    .leftJoin(watchCycles, eq(watchCycles.taskId, watchProposals.taskId))
    .where(
      and(
        eq(watchProposals.project, project),
        sql`${watchProposals.item} IN ${listed(items)}`,
        eq(watchProposals.state, "proposed"),
        isNotNull(watchProposals.errandTaskId),
      ),
    );
}

/** A project's tickets of these names, as they are now. */
export async function itemsNamed(
  db: Database,
  project: string,
  keys: readonly string[],
): Promise<WatchItem[]> {
  const rows = await db
    .select({ item: watchItems.item })
    .from(watchItems)
    .where(
      and(
        eq(watchItems.project, project),
        inArray(watchItems.source, ["jira", "asana"]),
        sql`${watchItems.key} IN ${listed(keys)}`,
      ),
    );
  return rows.map(({ item }) => item);
}

/** Which of some signals are known already, whatever became of them. */
export async function knownSignals(db: Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db
    .select({ id: signals.id })
    .from(signals)
    .where(sql`${signals.id} IN ${listed(ids)}`);
  return new Set(rows.map(({ id }) => id));
}

/** The cycle of a look back, if it has begun. */
export async function lookedBack(db: Database, taskId: string) {
  return db.select().from(watchCycles).where(eq(watchCycles.taskId, taskId)).get();
}
