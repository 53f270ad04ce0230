import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { insertWhere } from "../../db/insert-where.ts";
import type { Statement } from "../../db/ledger.ts";
import { signals, watchCycles, watches, type WatchRow, watchSignals } from "../../db/schema.ts";
import { knownSignals, lookedBack, watchOf } from "../../db/watch.ts";
import type { WatchSignal } from "../../domain/watch/watch-signal.ts";
import { hasMoney } from "../../spine/budget.ts";
import type { Spine } from "../../spine/context.ts";
import { enqueueSoon } from "../../spine/receive.ts";
import { hit, recordAll } from "../../spine/record.ts";
import { type Patience, patience } from "./cycle/ask-source.ts";
import { cycleSignal } from "./cycle/cycle-signal.ts";
import { ensureWatches } from "./cycle/ensure-watches.ts";
import { firstLookFrom } from "./cycle/look-at-source.ts";
import { feedStatements, itemStatements, wordsStatements } from "./cycle/store-signals.ts";
import { atOnce } from "./cycle/take-signals.ts";
import { type Past, readPast } from "./read-past.ts";
import { signalSources } from "./sources/registry.ts";
import type { SealedSource } from "./sources/signal-source.ts";
import { lookUp } from "../../platform/look-up.ts";

export interface LookBack {
  project: string;
  days: number;
  /** The same for repeats of one call. */
  onceKey: string;
}

export type LookedBack =
  | {
      kind: "begun";
      /** The cycle that thinks about it; null: there was nothing that isn't known already. */
      taskId: string | null;
      signals: number;
      skipped: Past["skipped"];
    }
  | { kind: "refused"; reason: string };

interface Options {
  sources?: readonly SealedSource[];
  how?: Patience;
}

const dayMs = 24 * 60 * 60_000;

/**
 * Reads the last days of a watched project, as far as its regular looks don't tell of them, and has a cycle think about
 * them that does nothing: a rehearsal. The watch's places in its sources stay where they are. No other cycle thinks
 * meanwhile, and none acts on these signals later.
 */
export async function lookBack(
  spine: Spine,
  { project, days, onceKey }: LookBack,
  { sources = signalSources, how = patience }: Options = {},
): Promise<LookedBack> {
  const rules = lookUp(spine.settings.RULES.projectWatch, project);
  const refused = (reason: string): LookedBack => ({ kind: "refused", reason });
  if (rules === undefined) return refused(`${project} is not watched: RULES have no projectWatch.${project}`);
  const slot = `look-back-${onceKey}`;
  const { signal, taskId } = await cycleSignal({
    type: "watch_cycle",
    project,
    slot,
    housekeeping: null,
    rehearsal: true,
  });
  const before = await lookedBack(spine.db, taskId);
  if (before !== undefined) return { kind: "begun", taskId, signals: before.signals, skipped: [] };
  await ensureWatches(spine);
  const watch = await watchOf(spine.db, project);
  if (watch === undefined)
    return refused(`the watch of ${project} has not begun yet: it does within a minute`);
  const busy = `a cycle of ${project} is thinking: look back when it has ended`;
  if (watch.taskId !== null) return refused(busy);
  if (!(await hasMoney(spine, project))) return refused("there is no money to think with: top the budget up");

  const now = spine.now();
  const used = sources.filter((source) => source.isUsed(rules));
  const past = await readPast(spine, { project, rules, since: now - days * dayMs }, used, how);
  if (used.length > 0 && past.skipped.length === used.length)
    return refused(past.skipped.map(({ label, error }) => `${label} can't be read: ${error}`).join("; "));
  const told = await unknownBefore(spine, watch, past.signals, now);
  const always = sql`true`;
  const items = itemStatements(spine, project, past.items, always);
  const { skipped } = past;
  if (told.length === 0) {
    await recordAll(spine, [{ facts: [], records: items }]);
    return { kind: "begun", taskId: null, signals: 0, skipped };
  }
  const at = spine.now();
  const claim = spine.db
    .update(watches)
    .set({ taskId })
    .where(and(eq(watches.project, project), isNull(watches.taskId)))
    .returning({ taskId: watches.taskId });
  const mine = sql`EXISTS (SELECT 1 FROM ${watches} WHERE ${and(eq(watches.project, project), eq(watches.taskId, taskId))})`;
  const { id, kind, provenance, body } = signal;
  const count = Math.min(told.length, atOnce);
  const cycle = {
    taskId,
    project,
    slot,
    housekeeping: false,
    rehearsal: true,
    signals: count,
    createdAt: at,
  };
  const [claimed] = await recordAll(spine, [
    { facts: [], records: [claim] },
    {
      facts: [],
      records: [
        ...storing(spine, told, taskId, at, mine),
        insertWhere(spine.db, watchCycles, cycle, mine).onConflictDoNothing(),
        insertWhere(
          spine.db,
          signals,
          { id, kind, provenance, body, status: "received", receivedAt: at },
          mine,
        ).onConflictDoNothing(),
        ...items,
      ],
    },
  ]);
  if (!hit(claimed?.[0])) return refused(busy);
  enqueueSoon(spine, signal);
  return { kind: "begun", taskId, signals: told.length, skipped };
}

/** What was before a watch's regular looks began at each source, or has been told since the last, and isn't known. */
async function unknownBefore(
  spine: Spine,
  watch: WatchRow,
  told: readonly WatchSignal[],
  now: number,
): Promise<WatchSignal[]> {
  const known = await knownSignals(
    spine.db,
    told.map(({ id }) => id),
  );
  return told
    .filter(({ id, source, at }) => {
      const begins = watch.sources[source]?.okAt ?? firstLookFrom(watch, now);
      return at < begins && !known.has(id);
    })
    .toSorted((a, b) => a.at - b.at);
}

/** The statements that store what was read for a cycle: the newest, as many as one thinks about, and the others as done. */
function storing(
  spine: Spine,
  told: readonly WatchSignal[],
  taskId: string,
  at: number,
  guard: SQL,
): Statement[] {
  const thought = JSON.stringify(told.slice(-atOnce).map(({ id }) => id));
  const stored = JSON.stringify(told.map(({ id }) => id));
  const isThought = sql`${watchSignals.id} IN (SELECT value FROM json_each(${thought}))`;
  const reason = `a look back thinks about the newest ${atOnce} and leaves the others`;
  return [
    ...feedStatements(spine, told, at, guard),
    spine.db
      .update(watchSignals)
      .set({
        taskId,
        state: sql`iif(${isThought}, 'taken', 'done')`,
        reason: sql`iif(${isThought}, NULL, ${reason})`,
      })
      .where(
        and(
          sql`${watchSignals.id} IN (SELECT value FROM json_each(${stored}))`,
          eq(watchSignals.receivedAt, at),
          eq(watchSignals.state, "new"),
          guard,
        ),
      ),
    ...wordsStatements(spine, told, at, guard),
  ];
}
