import { and, eq, sql } from "drizzle-orm";
import { watches, watchSignals } from "../../../db/schema.ts";
import type { SourceState } from "../../../domain/watch/source-state.ts";
import type { WatchSource } from "../../../domain/watch/watch-signal.ts";
import type { Spine } from "../../../spine/context.ts";
import { enqueueSoon } from "../../../spine/receive.ts";
import { hit, recordAll } from "../../../spine/record.ts";
import { beginning, waits } from "./beginning.ts";
import { freeStatements } from "./free-task.ts";
import { holdsLease, type Leased } from "./lease.ts";
import { localDay } from "../../../domain/local-day.ts";
import type { Look, Seen } from "./look-at-source.ts";
import { feedStatements, itemStatements, wordsStatements } from "./store-signals.ts";
import { turnFacts } from "./turn-facts.ts";

/** What a look has found out, all of it. */
export interface Findings extends Look {
  leased: Leased;
  slot: number;
  seen: readonly Seen[];
  /** The states of all sources that are used, those too that were left alone. */
  sources: Partial<Record<WatchSource, SourceState>>;
  /** How the cycle that was thinking has ended, if it has just been found to; null: it hasn't, or there is none. */
  ended: string | null;
  /** A cycle may begin: none is thinking. */
  free: boolean;
  /** There is money to think with. */
  money: boolean;
  day: string | null;
}

/** How a look ended: what it wrote counts, unless another had the project meanwhile. */
export type Recorded = { kind: "superseded" } | { kind: "recorded"; began: string | null };

/**
 * Writes all of a look in one batch, each statement only while the look has the project: so a checkpoint moves with its
 * signals, and the cycle begins with them, or none of it happens. Where nothing was found it is one row.
 */
export async function recordLook(spine: Spine, found: Findings): Promise<Recorded> {
  const { leased, seen, slot, day, ended } = found;
  const { project, taskId: before } = leased.row;
  const guard = holdsLease(project, leased.token);
  const at = spine.now();
  const told = seen.flatMap((one) => one.signals);
  const items = seen.flatMap((one) => one.items);
  const free = ended === null || before === null ? [] : freeStatements(spine, project, before, ended, guard);
  const stored = [
    ...feedStatements(spine, told, at, guard),
    ...wordsStatements(spine, told, at, guard),
    ...itemStatements(spine, project, items, guard),
  ];
  const mayThink = found.free && found.money && (leased.waiting || free.length > 0 || told.length > 0);
  const begin =
    mayThink || (found.free && day !== null)
      ? await beginning(spine, { project, slot, day }, at, guard)
      : null;
  const facts = seen.flatMap((one) => turnFacts(project, one, slot, at));
  const release = releaseStatement(spine, found, { at, mayThink, isQuiet: told.length === 0 });
  const writes = [...free, ...stored];
  if (writes.length + facts.length === 0 && begin === null) {
    // Nothing but the row: nobody needs to be told of it.
    const { meta } = await release;
    return meta.changes === 1 ? { kind: "recorded", began: null } : { kind: "superseded" };
  }
  const [, begun, , released] = await recordAll(spine, [
    { facts: [], records: writes },
    { facts: [], records: begin?.statements ?? [] },
    { facts, guard },
    { facts: [], records: [release.returning({ project: watches.project })] },
  ]);
  if (!hit(released?.[0])) return { kind: "superseded" };
  if (begin === null || !hit(begun?.[0])) return { kind: "recorded", began: null };
  enqueueSoon(spine, begin.signal);
  return { kind: "recorded", began: begin.taskId };
}

/** Gives the project back, with all that its row says of the look. */
function releaseStatement(
  { db }: Spine,
  { leased, sources, rules, seen, free, money }: Findings,
  { at, mayThink, isQuiet }: { at: number; mayThink: boolean; isQuiet: boolean },
) {
  const { row, token, taskStatus } = leased;
  const isNew = sql`EXISTS (SELECT 1 FROM ${watchSignals} WHERE ${and(eq(watchSignals.project, row.project), eq(watchSignals.receivedAt, at))})`;
  const more = seen.some((one) => one.more);
  // Its slot's cycle has been before, or this one can't take everything: the next need not wait.
  const again = more ? sql`true` : sql`${watches.taskId} IS NULL AND ${waits(row.project)}`;
  return db
    .update(watches)
    .set({
      lease: null,
      leaseUntil: null,
      sources,
      cycles: sql`${watches.cycles} + 1`,
      idle: isQuiet ? sql`${watches.idle} + 1` : sql`${watches.idle} + iif(${isNew}, 0, 1)`,
      cycleAt: at,
      heartbeat: free ? (money ? false : sql`${waits(row.project)}`) : taskStatus === "out_of_budget",
      ...(isQuiet ? {} : { changeAt: sql`iif(${isNew}, ${at}, ${watches.changeAt})` }),
      ...(row.keptOn === null ? { keptOn: localDay(at, rules.timeZone) } : {}),
      ...(more || mayThink
        ? { dueAt: sql`iif(${again}, min(${watches.dueAt}, ${at}), ${watches.dueAt})` }
        : {}),
    })
    .where(and(eq(watches.project, row.project), eq(watches.lease, token)));
}
