import { and, eq, inArray, isNotNull, like, lt, notInArray, sql } from "drizzle-orm";
import {
  signalAnswers,
  signals,
  tasks,
  watchCycles,
  watchProposals,
  watchSignals,
} from "../../../db/schema.ts";
import { finalStatuses } from "../../../domain/task-status.ts";
import type { Spine } from "../../../spine/context.ts";
import { watchHeardKind } from "../signals.ts";
import { startOfDay } from "../../../domain/local-day.ts";
import { type Storage, storageOf } from "./storage.ts";
import { lookUp } from "../../../platform/look-up.ts";

/** What housekeeping has done. */
export interface Kept extends Storage {
  /** How much was older than the project keeps, and is deleted. */
  signals: number;
  proposals: number;
  cycles: number;
}

/** Rows of one statement, and statements of one housekeeping: what is left then goes the next day. */
const atOnce = 200;
const rounds = 25;
const dayMs = 24 * 60 * 60_000;

/**
 * Deletes what is older than a project keeps and looks at what it takes. Signals that wait for a cycle, and what is still
 * under way, stay; so do the ledger and the documents with their versions. Twice is the same as once.
 * @param day as 2026-11-21, in the project's time zone.
 */
export async function keepHouse(spine: Spine, project: string, day: string): Promise<Kept> {
  const rules = lookUp(spine.settings.RULES.projectWatch, project);
  const none = { signals: 0, proposals: 0, cycles: 0 };
  if (rules === undefined) return { ...none, ...(await storageOf(spine, project)) };
  const before = startOfDay(day, rules.timeZone) - rules.retentionDays * dayMs;
  return {
    signals: await inRounds(async () => pruneSignals(spine, project, before)),
    proposals: await inRounds(async () => pruneProposals(spine, project, before)),
    cycles: await inRounds(async () => pruneCycles(spine, project, before)),
    ...(await storageOf(spine, project)),
  };
}

async function inRounds(prune: () => Promise<number>): Promise<number> {
  let deleted = 0;
  for (let round = 0; round < rounds; round++) {
    const some = await prune();
    deleted += some;
    if (some < atOnce) break;
  }
  return deleted;
}

/** Signals with their words and answers, those too that were never taken into the feed. */
async function pruneSignals({ db }: Spine, project: string, before: number): Promise<number> {
  const waiting = db
    .select({ id: watchSignals.id })
    .from(watchSignals)
    .where(and(eq(watchSignals.project, project), inArray(watchSignals.state, ["new", "taken"])));
  const old = db
    .select({ id: signals.id })
    .from(signals)
    .where(
      and(
        eq(signals.kind, watchHeardKind),
        lt(signals.receivedAt, before),
        like(signals.id, `watch:${project}:%`),
        inArray(signals.status, ["handled", "dropped"]),
        notInArray(signals.id, waiting),
      ),
    )
    .orderBy(signals.receivedAt, signals.id)
    .limit(atOnce);
  // The signals go last: by them the others are found.
  const [, , gone] = await db.batch([
    db.delete(watchSignals).where(inArray(watchSignals.id, old)),
    db.delete(signalAnswers).where(inArray(signalAnswers.signalId, old)),
    db.delete(signals).where(inArray(signals.id, old)).returning({ id: signals.id }),
  ]);
  return gone.length;
}

async function pruneProposals({ db }: Spine, project: string, before: number): Promise<number> {
  const underWay = sql`EXISTS (SELECT 1 FROM ${tasks} WHERE ${and(eq(tasks.id, watchProposals.errandTaskId), notInArray(tasks.status, [...finalStatuses]))})`;
  const old = db
    .select({ id: watchProposals.id })
    .from(watchProposals)
    .where(and(eq(watchProposals.project, project), lt(watchProposals.at, before), sql`NOT ${underWay}`))
    .limit(atOnce);
  const gone = await db
    .delete(watchProposals)
    .where(inArray(watchProposals.id, old))
    .returning({ id: watchProposals.id });
  return gone.length;
}

async function pruneCycles({ db }: Spine, project: string, before: number): Promise<number> {
  const old = db
    .select({ id: watchCycles.taskId })
    .from(watchCycles)
    .where(
      and(
        eq(watchCycles.project, project),
        lt(watchCycles.createdAt, before),
        isNotNull(watchCycles.endedAt),
      ),
    )
    .limit(atOnce);
  const gone = await db
    .delete(watchCycles)
    .where(inArray(watchCycles.taskId, old))
    .returning({ id: watchCycles.taskId });
  return gone.length;
}
