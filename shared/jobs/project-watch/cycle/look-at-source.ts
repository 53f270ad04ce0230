import { and, eq } from "drizzle-orm";
import { watchItems, type WatchRow } from "../../../db/schema.ts";
import type { SourceState } from "../../../domain/watch/source-state.ts";
import type { WatchItem, WatchSignal } from "../../../domain/watch/watch-signal.ts";
import type { Spine } from "../../../spine/context.ts";
import type { WatchRules } from "../rules.ts";
import type { SealedSource, SourceSession } from "../sources/signal-source.ts";
import { type Answered, askSource, type Failed, type Patience, reconciled, whatAils } from "./ask-source.ts";
import { isTooQuiet, nextSourceState, silenced, type Turn } from "../../../domain/watch/next-source-state.ts";

/** What a look at one source has found. */
export interface Seen {
  source: SealedSource;
  state: SourceState;
  /** What people are to be told of it. */
  turns: Turn[];
  signals: WatchSignal[];
  items: WatchItem[];
  more: boolean;
  /** What people should know of it. */
  notes: string[];
}

/** What every source of a look is asked under. */
export interface Look {
  row: WatchRow;
  rules: WatchRules;
  now: number;
  /** Whether the day's housekeeping goes with it: then what deltas miss is looked for too. */
  housekeeping: boolean;
}

/** How far back everything is read anew when a source has lost its place, as far as records are kept so long. */
const readAnewDays = 30;
const dayMs = 24 * 60 * 60_000;

/**
 * From when on a source that has never answered is looked at: what was before is for a look back, which thinks about it
 * and does nothing, so that a new watch floods nobody.
 */
export function firstLookFrom({ createdAt }: Pick<WatchRow, "createdAt">, now: number): number {
  return Math.max(createdAt, now - dayMs);
}

/** Asks one source, whatever comes of it. Null: it has asked to be left alone, and is. */
export async function lookAtSource(
  spine: Spine,
  look: Look,
  source: SealedSource,
  how: Patience,
): Promise<Seen | null> {
  const { row, rules, now } = look;
  const before = row.sources[source.name];
  if (before !== undefined && (before.notBefore ?? 0) > now) return null;
  const nothing = { source, signals: [], items: [], more: false, notes: [] };
  const asked = await askSource(
    spine,
    {
      project: row.project,
      rules,
      source,
      checkpoint: before?.checkpoint ?? null,
      since:
        (before?.okAt ?? null) === null
          ? firstLookFrom(row, now)
          : now - Math.min(readAnewDays, rules.retentionDays) * dayMs,
      failedBefore: (before?.failures ?? 0) > 0,
    },
    how,
  );
  if (asked.kind === "failed") {
    const { state, turn } = nextSourceState(before, asked, now);
    return { ...nothing, state, turns: turn === null ? [] : [turn] };
  }
  const { delta, session } = asked;
  const answered = { kind: "answered", checkpoint: delta.checkpoint, newest: newestOf(delta) } as const;
  const { state, turn } = nextSourceState(before, answered, now);
  const turns = turn === null ? [] : [turn];
  const seen: Seen = {
    source,
    state,
    turns,
    signals: delta.signals,
    items: delta.items,
    more: delta.more,
    notes: delta.note === null ? [] : [delta.note],
  };
  if (look.housekeeping) await addWhatWasMissed(spine, row.project, seen, session, how);
  const partly = partOf(delta);
  if (partly === null && !isTooQuiet(state, row.createdAt, rules.silentHours, now)) return seen;
  const ailment = partly ?? (await whatAils(session, how));
  if (ailment === null) return { ...seen, ...silenced(state), turns: [...turns, "silent"] };
  // What it has told counts; that it isn't well does too.
  const ailing = nextSourceState(before, ailment, now);
  const { checkpoint, okAt, watermark, movedAt } = state;
  return {
    ...seen,
    state: { ...ailing.state, checkpoint, okAt, watermark, movedAt },
    turns: ailing.turn === null ? [] : [ailing.turn],
  };
}

async function addWhatWasMissed(
  spine: Spine,
  project: string,
  seen: Seen,
  session: SourceSession,
  how: Patience,
): Promise<void> {
  const known = await spine.db
    .select({ item: watchItems.item })
    .from(watchItems)
    .where(and(eq(watchItems.project, project), eq(watchItems.source, seen.source.name)));
  const present = known.flatMap(({ item }) => (item.removed ? [] : [item]));
  const missed = await reconciled(session, present, how);
  if (missed === null) return;
  if (missed.kind === "failed") {
    seen.notes.push(`what its deltas miss could not be looked for: ${missed.error}`);
    return;
  }
  seen.signals = [...seen.signals, ...missed.signals];
  seen.items = [...seen.items, ...missed.items];
  if (missed.note !== null) seen.notes.push(missed.note);
}

/** An answer from which something is missing is a failure of that. */
function partOf({ trouble }: Answered): Failed | null {
  return trouble === undefined ? null : { kind: "failed", error: trouble, afterMs: null };
}

function newestOf({ signals, items }: Answered): number | null {
  const times = [...signals.map(({ at }) => at), ...items.map(({ updatedAt }) => updatedAt)];
  return times.length === 0 ? null : times.reduce((a, b) => Math.max(a, b));
}
