import type { LedgerType } from "../../../../../shared/domain/ledger.ts";
import type { Phase } from "../../../../../shared/domain/phase.ts";
import type { FactView } from "../fact/fact-view.ts";

/** A station on the way of a fix. `ready` is the end: the pull request waits for its merge. */
export type Station = Phase | "ready";

export type StationState = "ahead" | "running" | "passed" | "failed" | "paused" | "stopped";

export interface Stop {
  station: Station;
  state: StationState;
  /** When its present run began; null while it doesn't run. ISO 8601. */
  since: string | null;
  /** Milliseconds of all its runs that are over. */
  ms: number;
  /** What the referee refused, in its words, oldest first. */
  refusals: string[];
  /** Why it failed; null while it didn't. */
  failure: string | null;
}

/** The way in its order. A repair and a revision stand for themselves and come only when CI or reviewers ask for one. */
const way = ["plan", "red", "green", "refactor", "review", "ready"] as const;
const stations: readonly Station[] = [...way, "repair", "revise"];
const asked: ReadonlySet<Station> = new Set(["repair", "revise"]);

const stationOf = (value: unknown): Station | undefined => stations.find((one) => one === value);
const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

const isAhead = (station: Station): Stop => ({
  station,
  state: "ahead",
  since: null,
  ms: 0,
  refusals: [],
  failure: null,
});

type Fact = Pick<FactView, "type" | "at" | "summary" | "data">;

/** How far a fix has come, from what is recorded of it. */
export function trackOf(facts: readonly Fact[]): Stop[] {
  const track = new Map<Station, Stop>(stations.map((station) => [station, isAhead(station)]));
  for (const fact of facts) marks[fact.type]?.(track, fact);
  return [...track.values()].filter(({ station, state }) => !asked.has(station) || state !== "ahead");
}

type Track = Map<Station, Stop>;

/** What each kind of fact does to the track; the others do nothing. */
const marks: Partial<Record<LedgerType, (track: Track, fact: Fact) => void>> = {
  "assignment.started": (track, fact) => {
    if (fact.data["mode"] === "plan") begin(track, "plan", fact.at);
  },
  "phase.started": (track, { at, data }) => {
    const station = stationOf(data["phase"]);
    if (station !== undefined) begin(track, station, at);
  },
  "phase.refused": (track, { data, summary }) => {
    const station = stationOf(data["phase"]);
    if (station === undefined) return;
    const before = track.get(station)?.refusals ?? [];
    put(track, station, { refusals: [...before, textOf(data["reason"]) ?? summary] });
  },
  "phase.passed": (track, { at, data }) => {
    const station = stationOf(data["phase"]);
    if (station !== undefined) finish(track, station, "passed", at);
  },
  "assignment.lost": (track, { at }) => finishRunning(track, "paused", at),
  "assignment.ended": (track, { at, data }) => {
    const station = stationOf(data["phase"]);
    switch (data["kind"]) {
      case "planned":
        return finish(track, "plan", "passed", at);
      case "ready":
        return finishRunning(track, "passed", at);
      case "failed":
        if (station === undefined) return finishRunning(track, "failed", at);
        finish(track, station, "failed", at);
        return put(track, station, { failure: textOf(data["reason"]) });
      case "out_of_budget":
      case "unavailable":
      case "stopped":
        return finishRunning(track, "paused", at);
      default:
        return finishRunning(track, "stopped", at);
    }
  },
  "task.cancelled": (track, { at }) => finishRunning(track, "stopped", at),
  "task.failed": (track, { at }) => finishRunning(track, "failed", at),
  "pull_request.ready": (track) => put(track, "ready", { state: "passed" }),
  "pull_request.closed": (track) => put(track, "ready", { state: "stopped" }),
};

function put(track: Track, station: Station, change: Partial<Stop>): void {
  const stop = track.get(station);
  if (stop !== undefined) track.set(station, { ...stop, ...change });
}

/** What lies behind a station that is begun anew counts no more: a plan that changes undoes the work on the old one. */
function begin(track: Track, station: Station, at: string): void {
  const place = way.findIndex((one) => one === station);
  if (place >= 0) for (const later of way.slice(place + 1)) track.set(later, isAhead(later));
  finishRunning(track, "paused", at);
  put(track, station, { state: "running", since: at, failure: null });
}

function finish(track: Track, station: Station, state: StationState, at: string): void {
  const stop = track.get(station);
  if (stop === undefined) return;
  const ms = stop.since === null ? 0 : Math.max(0, Date.parse(at) - Date.parse(stop.since));
  put(track, station, { state, since: null, ms: stop.ms + ms });
}

function finishRunning(track: Track, state: StationState, at: string): void {
  for (const { station, state: now } of track.values())
    if (now === "running") finish(track, station, state, at);
}
