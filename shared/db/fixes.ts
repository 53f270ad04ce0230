import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import type { Statement } from "./ledger.ts";
import { tasksOfBranch } from "../domain/change-branch.ts";
import { fixes, ledger, signals, tasks } from "./schema.ts";

export type FixRow = typeof fixes.$inferSelect;

export async function fixOfTask(db: Database, taskId: string): Promise<FixRow | undefined> {
  return db.select().from(fixes).where(eq(fixes.taskId, taskId)).get();
}

/**
 * The fix for the same bug, by its report's identity or by the place in the code: one that is open before others, one of the
 * same identity before one that is only at the same place, and then the newest.
 */
export async function latestFixOf(
  db: Database,
  { fingerprint, place }: { fingerprint: string; place: string | null },
  except: string,
): Promise<FixRow | undefined> {
  const same =
    place === null
      ? eq(fixes.fingerprint, fingerprint)
      : or(eq(fixes.fingerprint, fingerprint), eq(fixes.place, place));
  return db
    .select()
    .from(fixes)
    .where(and(same, ne(fixes.taskId, except)))
    .orderBy(
      desc(sql`${fixes.state} = 'open'`),
      desc(sql`${fixes.fingerprint} = ${fingerprint}`),
      desc(fixes.createdAt),
    )
    .limit(1)
    .get();
}

/** The pull request of the fix before this one for the same bug, where it is of any use to people; else null. */
export async function openBefore(db: Database, taskId: string): Promise<string | null> {
  const fix = await fixOfTask(db, taskId);
  const before = fix && (await latestFixOf(db, fix, taskId));
  return before === undefined || before.state === "merged" ? null : before.url;
}

/**
 * A fix's fingerprint as it is written: where another is open at the same place by then it is none, which the table refuses.
 * Whoever was slower tries again, and finds the other one.
 */
export function unlessTaken({ fingerprint, place }: { fingerprint: string; place: string | null }): SQL {
  const taken = and(eq(fixes.state, "open"), place === null ? sql`false` : eq(fixes.place, place));
  return sql`CASE WHEN EXISTS (SELECT 1 FROM ${fixes} WHERE ${taken}) THEN NULL ELSE ${fingerprint} END`;
}

/** How a pull request is known: by its number, or where that isn't said by its branch, which names the task. */
type Place = { number: number | null; branch?: string | undefined };

function isAt({ number, branch = "" }: Place): SQL | undefined {
  if (number !== null) return eq(fixes.pullRequest, number);
  return and(inArray(fixes.taskId, tasksOfBranch(branch)), eq(fixes.branch, branch));
}

/**
 * Whose pull request it is: by its repository's number, which outlives a name, and where the one or the other has none by its name.
 */
export async function fixOfPullRequest(
  db: Database,
  { repository, repositoryId }: { repository: string; repositoryId?: number | null | undefined },
  place: Place,
): Promise<FixRow | undefined> {
  const named = eq(fixes.repository, repository);
  const isThere = repositoryId
    ? or(eq(fixes.repositoryId, repositoryId), and(named, isNull(fixes.repositoryId)))
    : named;
  return db
    .select()
    .from(fixes)
    .where(and(isThere, isAt(place)))
    .orderBy(desc(fixes.createdAt))
    .limit(1)
    .get();
}

/** A fix that goes on as long as its pull request does. */
export interface OpenFix {
  repository: string;
  repositoryId: number | null;
  pullRequest: number;
  createdAt: number;
}

/** Asks for the pull requests of the fixes that are open. */
export function openPullRequests(db: Database) {
  const { repository, repositoryId, pullRequest, createdAt } = fixes;
  // Spelled out, it offers the index that has the open ones alone.
  const isOpen = sql`state = 'open'`;
  return db
    .select({
      repository: sql<string>`${repository}`,
      repositoryId,
      pullRequest: sql<number>`${pullRequest}`,
      createdAt,
    })
    .from(fixes)
    .where(and(isOpen, isNotNull(repository), isNotNull(pullRequest)));
}

/** Open fixes whose pull request has this number or branch, in whichever repository; at most a few. */
export async function openFixesAt(db: Database, place: Place): Promise<FixRow[]> {
  return db
    .select()
    .from(fixes)
    .where(and(isAt(place), eq(fixes.state, "open")))
    .orderBy(desc(fixes.createdAt))
    .limit(5);
}

/** The statement that changes a task's fix. */
export function changeFix(
  { db, now }: { db: Database; now: () => number },
  taskId: string,
  set: Partial<Omit<FixRow, "taskId" | "createdAt" | "updatedAt">>,
): Statement {
  return db
    .update(fixes)
    .set({ ...set, updatedAt: now() })
    .where(eq(fixes.taskId, taskId));
}

/** The tasks that fix bugs, newest first, from a keyset cursor on: each with its fix, as soon as it has one. */
export async function listFixes(db: Database, limit: number, before: { at: number; id: string } | null) {
  const older = before && sql`(${tasks.createdAt}, ${tasks.id}) < (${before.at}, ${before.id})`;
  return db
    .select({ task: tasks, fix: fixes })
    .from(tasks)
    .leftJoin(fixes, eq(fixes.taskId, tasks.id))
    .where(and(eq(tasks.kind, "bug_fix"), older ?? undefined))
    .orderBy(desc(tasks.createdAt), desc(tasks.id))
    .limit(limit);
}

/** Fixes whose pull requests wait for a person to merge them, the oldest first, each with the moment since when. */
export async function waitingMerges(db: Database, limit: number) {
  const { id: taskId, title, project, requestedBy } = tasks;
  const ready = and(eq(ledger.taskId, tasks.id), eq(ledger.type, "pull_request.ready"));
  return db
    .select({
      task: { id: taskId, title, project, requestedBy, updatedAt: tasks.updatedAt },
      repository: fixes.repository,
      pullRequest: fixes.pullRequest,
      url: fixes.url,
      readyAt: sql<number | null>`(SELECT max(${ledger.at}) FROM ${ledger} WHERE ${ready})`,
    })
    .from(tasks)
    .innerJoin(fixes, eq(fixes.taskId, tasks.id))
    .where(eq(tasks.status, "waiting_merge"))
    .orderBy(asc(tasks.createdAt), asc(tasks.id))
    .limit(limit);
}

/** A task's fix, with the signal that reported the bug. */
export async function fixWithReport(db: Database, taskId: string) {
  return db
    .select({ fix: fixes, signal: { id: signals.id, body: signals.body } })
    .from(fixes)
    .leftJoin(tasks, eq(tasks.id, fixes.taskId))
    .leftJoin(signals, eq(signals.id, tasks.signalId))
    .where(eq(fixes.taskId, taskId))
    .get();
}
