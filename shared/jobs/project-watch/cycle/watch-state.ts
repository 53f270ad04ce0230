import type { WatchRow } from "../../../db/schema.ts";
import type { SourceState } from "../../../domain/watch/source-state.ts";
import type { WatchRules } from "../rules.ts";

/** How a project's watch is doing. */
export const watchStates = ["starting", "watching", "degraded", "blind", "heartbeat"] as const;
export type WatchState = (typeof watchStates)[number];

/** How one of its sources is doing. starting: it was never asked; paused: it wants to be left alone for a while. */
export const sourceStandings = ["starting", "ok", "failing", "silent", "paused"] as const;
export type SourceStanding = (typeof sourceStandings)[number];

const polled = ["jira", "outlook", "asana"] as const;
/** So many times may pass without a look before nobody may say that the project is watched. */
const missedTimes = 3;
const minuteMs = 60_000;

/** How a source stands at a moment. */
export function sourceStanding(state: SourceState | undefined, now: number): SourceStanding {
  if (state === undefined) return "starting";
  if (state.notBefore !== null && state.notBefore > now) return "paused";
  if (state.failures > 0) return "failing";
  if (state.alarm === "silent") return "silent";
  return state.okAt === null ? "starting" : "ok";
}

/**
 * How a watch stands at a moment. "watching" is said only when a look was made not long ago and every source that is used
 * has answered in it.
 * - blind: no look for three times, or no source answers
 * - heartbeat: it looks, and there is no money to think about what it sees
 * - degraded: a source doesn't answer, wants to be left alone, or is silent
 */
export function watchStateOf(
  {
    cycleAt,
    createdAt,
    heartbeat,
    sources,
  }: Pick<WatchRow, "cycleAt" | "createdAt" | "heartbeat" | "sources">,
  rules: WatchRules,
  now: number,
): WatchState {
  const patienceMs = missedTimes * rules.intervalMinutes * minuteMs;
  if (now - (cycleAt ?? createdAt) > patienceMs) return "blind";
  if (cycleAt === null) return "starting";
  const standings = polled
    .filter((name) => rules[name] !== undefined)
    .map((name) => sourceStanding(sources[name], now));
  const answering = standings.filter((one) => one === "ok" || one === "silent");
  if (standings.length > 0 && answering.length === 0)
    return standings.every((one) => one === "starting") ? "starting" : "blind";
  if (heartbeat) return "heartbeat";
  if (standings.includes("starting")) return "starting";
  return standings.every((one) => one === "ok") ? "watching" : "degraded";
}
