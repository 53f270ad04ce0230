import type { WatchRow } from "../../db/schema.ts";
import { freshSource, type SourceState } from "../../domain/watch/source-state.ts";
import type { WatchSource } from "../../domain/watch/watch-signal.ts";
import { type SourceStanding, sourceStanding, type WatchState, watchStateOf } from "./cycle/watch-state.ts";
import type { WatchRules } from "./rules.ts";

/** A source as people are shown it. */
export interface ShownSource extends Pick<SourceState, "error" | "failures" | "okAt" | "watermark"> {
  name: WatchSource;
  label: string;
  state: SourceStanding;
}

export interface WatchStanding {
  state: WatchState | "unwatched";
  /** Why it isn't simply watching; null: it is. */
  why: string | null;
  sources: ShownSource[];
}

const minuteMs = 60_000;

/**
 * How a project's watch is doing, and why it isn't simply watching.
 * @param used the sources that it should look into.
 */
export function watchStanding(
  rules: WatchRules | null,
  watch: WatchRow | null,
  used: readonly { name: WatchSource; label: string }[],
  now: number,
): WatchStanding {
  if (rules === null) return { state: "unwatched", why: "RULES say nothing of watching it", sources: [] };
  const sources = used.map(({ name, label }) => shown(name, label, watch?.sources[name], now));
  const state = watch === null ? "starting" : watchStateOf(watch, rules, now);
  return { state, why: whyNotWatching(state, watch, sources, now), sources };
}

function shown(name: WatchSource, label: string, known: SourceState | undefined, now: number): ShownSource {
  const { error, failures, okAt, watermark } = known ?? freshSource;
  return { name, label, state: sourceStanding(known, now), error, failures, okAt, watermark };
}

function whyNotWatching(
  state: WatchState,
  watch: WatchRow | null,
  sources: readonly ShownSource[],
  now: number,
): string | null {
  const troubles = sources.filter((one) => one.state !== "ok").map((one) => describeSource(one));
  switch (state) {
    case "watching":
      return null;
    case "heartbeat":
      return "its budget is used up: it hears what happens and does not think about it";
    case "starting":
      return watch?.cycleAt === undefined || watch.cycleAt === null
        ? "it has not looked yet"
        : troubles.join("; ");
    case "degraded":
      return troubles.join("; ");
    case "blind": {
      const ago = now - (watch?.cycleAt ?? watch?.createdAt ?? now);
      return troubles.length > 0 && troubles.length === sources.length
        ? troubles.join("; ")
        : `it has not looked for ${spanWords(ago)}`;
    }
  }
}

/** A span of time in the unit that says most. */
function spanWords(ms: number): string {
  const minutes = Math.floor(ms / minuteMs);
  if (minutes < 4 * 60) return `${minutes} minutes`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`;
}

function describeSource({ label, state, error }: ShownSource): string {
  switch (state) {
    case "failing":
      return `${label} does not answer: ${error ?? "no reason is known"}`;
    case "paused":
      return `${label} wants to be left alone for a while${error === null ? "" : `: ${error}`}`;
    case "silent":
      return `${label} answers and has told of nothing for long`;
    case "starting":
      return `${label} was not asked yet`;
    case "ok":
      return `${label} answers`;
  }
}
