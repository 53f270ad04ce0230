import { freshSource, type SourceState } from "../../domain/watch/source-state.ts";
import type { TaskStatus } from "../../domain/task-status.ts";
import type { WatchRow } from "../../db/schema.ts";
import type { WatchSource } from "../../domain/watch/watch-signal.ts";
import type { WatchRules } from "./rules.ts";

/** How a watch is doing. */
export const watchStates = ["unwatched", "starting", "watching", "degraded", "blind", "heartbeat"] as const;
export type WatchState = (typeof watchStates)[number];

/** How a source is doing. starting: it was never asked; paused: it wants to be left alone for a while. */
export const sourceStates = ["starting", "ok", "failing", "silent", "paused"] as const;

export interface SourceStanding extends Pick<SourceState, "error" | "failures" | "okAt" | "watermark"> {
  name: WatchSource;
  label: string;
  state: (typeof sourceStates)[number];
}

/** As many looks as may be missed before nobody believes that the next one is on its way. */
const missedLooks = 3;
const minuteMs = 60_000;

/**
 * How a project's watch is doing, and why it isn't simply watching. It is never called watching when a source doesn't
 * answer or when it has not looked for some time.
 * @param used the sources that it should look into.
 * @param taskStatus of the cycle that is thinking, if one is.
 */
export function watchStanding(
  rules: WatchRules | null,
  watch: WatchRow | null,
  used: readonly { name: WatchSource; label: string }[],
  taskStatus: TaskStatus | null,
  now: number,
): { state: WatchState; why: string | null; sources: SourceStanding[] } {
  if (rules === null) return { state: "unwatched", why: "RULES say nothing of watching it", sources: [] };
  const sources = used.map(({ name, label }) =>
    sourceStanding(name, label, watch?.sources[name] ?? freshSource, now),
  );
  const said = (state: WatchState, why: string | null) => ({ state, why, sources });
  if (watch?.cycleAt === undefined || watch.cycleAt === null)
    return said("starting", "it has not looked yet");
  const late = now - watch.dueAt;
  if (late > missedLooks * rules.intervalMinutes * minuteMs)
    return said("blind", `it should have looked ${Math.floor(late / minuteMs)} minutes ago`);
  const first = sources.find(({ state }) => state !== "ok");
  if (sources.length > 0 && sources.every(({ state }) => state === "starting"))
    return said("starting", "no source was asked yet");
  if (first !== undefined) {
    const isBlind = sources.every(({ state }) => state !== "ok");
    return said(isBlind ? "blind" : "degraded", describeSource(first));
  }
  if (taskStatus === "out_of_budget")
    return said("heartbeat", "its budget is used up: it hears what happens and does not think about it");
  return sources.length === 0 && !rules.github
    ? said("blind", "it is connected to no source")
    : said("watching", null);
}

function sourceStanding(
  name: WatchSource,
  label: string,
  { okAt, watermark, failures, error, alarm, notBefore }: SourceState,
  now: number,
): SourceStanding {
  const known = { name, label, error, failures, okAt, watermark };
  if (notBefore !== null && notBefore > now) return { ...known, state: "paused" };
  if (failures > 0) return { ...known, state: "failing" };
  if (okAt === null) return { ...known, state: "starting" };
  return { ...known, state: alarm === "silent" ? "silent" : "ok" };
}

function describeSource({ label, state, error }: SourceStanding): string {
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
