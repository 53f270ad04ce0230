import { freshSource, type SourceState } from "./source-state.ts";

/** How a look at a source went. */
export type Outcome =
  /** `newest`: the time of the newest thing that it told of; null: it told of nothing. */
  | { kind: "answered"; checkpoint: string; newest: number | null }
  | { kind: "failed"; error: string; afterMs: number | null };

/** What people are to be told of a source, once. */
export type Turn = "failing" | "silent" | "recovered";

/** Cycles in a row that a source fails in before people are told. */
export const failuresToTell = 3;
const longestPauseMs = 60 * 60_000;
const hourMs = 60 * 60_000;

/** A source after a look at it, and what people are to be told of that. Silence is another matter, see `isTooQuiet`. */
export function nextSourceState(
  before: SourceState | undefined,
  outcome: Outcome,
  now: number,
): { state: SourceState; turn: Turn | null } {
  const known = before ?? freshSource;
  if (outcome.kind === "failed") {
    const failures = known.failures + 1;
    const tell = failures >= failuresToTell && known.alarm !== "failing";
    const { error, afterMs } = outcome;
    const notBefore = afterMs === null ? null : now + Math.min(afterMs, longestPauseMs);
    const state: SourceState = {
      ...known,
      failures,
      error,
      notBefore,
      alarm: tell ? "failing" : known.alarm,
    };
    return { state, turn: tell ? "failing" : null };
  }
  const { checkpoint } = outcome;
  // A date in the future is somebody's wrong clock, and would hide all that comes after it.
  const newest = outcome.newest === null ? null : Math.min(outcome.newest, now);
  const moved = newest !== null && newest > (known.watermark ?? -Infinity);
  const isOver = known.alarm === "failing" || (known.alarm === "silent" && moved);
  const state: SourceState = {
    checkpoint,
    okAt: now,
    watermark: moved ? newest : known.watermark,
    movedAt: moved ? now : known.movedAt,
    failures: 0,
    error: null,
    alarm: isOver ? null : known.alarm,
    notBefore: null,
  };
  return { state, turn: isOver ? "recovered" : null };
}

/** Whether a source that answers has told of nothing new for so long that people should know, and don't yet. */
export function isTooQuiet(
  { alarm, failures, movedAt }: SourceState,
  watchedSince: number,
  silentHours: number,
  now: number,
): boolean {
  return alarm === null && failures === 0 && now - (movedAt ?? watchedSince) >= silentHours * hourMs;
}

/** The same source once it is known that it is well and silent nevertheless. */
export function silenced(state: SourceState): { state: SourceState; turn: Turn } {
  return { state: { ...state, alarm: "silent" }, turn: "silent" };
}
